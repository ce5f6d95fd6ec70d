using System.Diagnostics;
using System.Globalization;
using Wilks.Formats.Tables;
using Wilks.Root;

// One step of bench/tables.py: TableBench STEP FOLDER ROWS.
(string step, string folder, int rows) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
string parquet = Path.Combine(folder, "events.parquet");
string csv = Path.Combine(folder, "events.csv");
int csvRows = Math.Min(rows, 1_000_000);
var watch = Stopwatch.StartNew();
switch (step)
{
    case "write":
        using (var events = new GeneratedEvents(rows)) TableWriters.Write(events, parquet);
        Report("write Parquet", parquet, rows);
        watch.Restart();
        using (var events = new GeneratedEvents(csvRows)) TableWriters.Write(events, csv);
        Report("write CSV", csv, csvRows);
        break;
    case "parquet":
        ReadAll("read Parquet", parquet, rows);
        break;
    case "csv":
        ReadAll("read CSV", csv, csvRows);
        break;
    case "histogram":
        FillHistogram();
        break;
    case "write-root":
        WriteRoot("flat.root", columns: 20, entries: 1_000_000, entriesPerBasket: 200_000);
        WriteRoot("small-baskets.root", columns: 100, entries: 100_000, entriesPerBasket: 200);
        break;
    case "root-flat":
        ReadRoot("TTree, 20 columns, large baskets", "flat.root");
        break;
    case "root-small":
        ReadRoot("TTree, 100 columns, 200 a basket", "small-baskets.root");
        break;
    default:
        throw new ArgumentException($"There is no step '{step}'.");
}

void ReadAll(string name, string path, int count)
{
    using IEventTable table = EventTables.Open(path);
    Report($"{name}: open", path, count);
    watch.Restart();
    double sum = table.Read([.. table.Columns.Select(column => column.Name)], RowRange.All).Sum(chunk => ((double[])chunk.Columns[0].Values).Sum());
    Report($"{name}: all columns", path, count);
    Check(sum, GeneratedEvents.SumOfMass(count));
}

// Doubles with the precision of floats, as ntuples have them.
void WriteRoot(string name, int columns, int entries, int entriesPerBasket)
{
    var random = new Random(1);
    using RootWriter writer = RootWriter.Create(Path.Combine(folder, name));
    writer.Write("events", [.. Enumerable.Range(0, columns).Select(i => new TreeColumn($"v{i}", Enumerable.Range(0, entries).Select(_ => (double)(float)(random.NextDouble() - random.NextDouble())).ToArray()))], "", entriesPerBasket);
    Report($"write {name}", Path.Combine(folder, name), entries);
}

void ReadRoot(string name, string file)
{
    using IEventTable table = EventTables.Open(Path.Combine(folder, file));
    watch.Restart();
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    long bytes = 0;
    foreach (TableChunk chunk in table.Read([.. table.Columns.Select(column => column.Name)], RowRange.All)) bytes += chunk.Columns.Sum(column => (long)column.Values.Length * sizeof(double));
    double seconds = watch.Elapsed.TotalSeconds;
    Report(name, Path.Combine(folder, file), (int)table.RowCount);
    double processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-34} {Environment.ProcessorCount} core(s): {bytes / 1e6 / seconds:F0} MB of values/s, {table.RowCount / seconds / 1e3:F0} k rows/s; {processor:F2} s of processor time, {bytes / 1e6 / processor:F0} MB of values per second of it"));
}

void FillHistogram()
{
    const int bins = 100;
    long[] counts = new long[bins];
    using IEventTable table = EventTables.Open(parquet);
    foreach (TableChunk chunk in table.Read(["mass", "energy"], RowRange.All))
    {
        double[] mass = (double[])chunk.Columns[0].Values;
        double[] energy = (double[])chunk.Columns[1].Values;
        for (int i = 0; i < mass.Length; i++)
        {
            if (energy[i] > 0.5) counts[(int)(mass[i] * bins)]++;
        }
    }
    Report("filter and histogram two columns", parquet, rows);
    if (counts.Sum() is 0) throw new InvalidOperationException("Nothing was selected.");
}

void Report(string name, string path, int count)
{
    double seconds = watch.Elapsed.TotalSeconds;
    double megabytes = new FileInfo(path).Length / 1e6;
    long peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {count,10} rows {megabytes,8:F0} MB {seconds,7:F2} s {megabytes / seconds,7:F0} MB/s {count / seconds / 1e6,6:F1} M rows/s  peak {peak} MB"));
}

static void Check(double found, double expected)
{
    const double relative = 1e-9; // The same numbers, summed in parts.
    if (Math.Abs(found - expected) > relative * Math.Abs(expected)) throw new InvalidOperationException($"The sum is {found}, not {expected}.");
}
