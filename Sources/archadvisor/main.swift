print("archadvisor")
