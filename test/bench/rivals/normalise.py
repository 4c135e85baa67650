# Rival (b), the seed of many home-made tools: pandas.json_normalize, file by file, into one frame.
# Arguments: folder of the archive, time limit in seconds. Prints files, rows and seconds; stops reading at the limit.
import glob, gzip, json, sys, time
import pandas

root, limit = sys.argv[1], float(sys.argv[2])
files = sorted(glob.glob(root + "/**/*.json.gz", recursive=True))
started = time.time()
frames, read = [], 0
for name in files:
    with gzip.open(name) as file:
        frames.append(pandas.json_normalize(json.load(file)["Records"]))
    read += 1
    if time.time() - started > limit:
        break
table = pandas.concat(frames, ignore_index=True)
print(json.dumps({"files": read, "of": len(files), "rows": len(table), "seconds": time.time() - started}))
