using System.Diagnostics;
using System.Globalization;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Formats.Tables;
using Wilks.Histograms;
using Wilks.Root;

// One step of bench/templates.py: TemplateBench write FOLDER ROWS | fill PATTERN THREADS TEMPLATES | each PATTERN THREADS TEMPLATES
if (args[0] == "write")
{
    Write(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
    return;
}

(string pattern, int threads, int count) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
FillRequest[] requests = [.. Enumerable.Range(0, count).Select(i => Request(i, pattern))];
var options = new FillOptions { Threads = threads };
long start = Stopwatch.GetTimestamp();
FillAll();
double seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 4);

// Once more in the same process: without its start and the compiler, much as a native program runs.
TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime;
start = Stopwatch.GetTimestamp();
(Dictionary<TemplateKey, FilledTemplate> templates, long events) = FillAll();
double again = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 4);
Process process = Process.GetCurrentProcess();
double againProcessor = (process.TotalProcessorTime - used).TotalSeconds;
double sum = requests.Sum(request => templates[request.Key].Template.Integral);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"events\":{events},\"templates\":{count},\"seconds\":{seconds},\"again_seconds\":{again},\"again_cpu_seconds\":{againProcessor:F4},\"cpu_seconds\":{used.TotalSeconds:F4},\"peak_mb\":{process.PeakWorkingSet64 / 1e6:F0},\"sum\":{sum:R}}}"));

(Dictionary<TemplateKey, FilledTemplate> Templates, long Events) FillAll()
{
    var found = new Dictionary<TemplateKey, FilledTemplate>();
    long read = 0;
    foreach (FillRequest[] pass in args[0] == "each" ? requests.Chunk(1) : [requests])
    {
        FillResult result = TemplateFiller.Fill(pass, options);
        read = result.EventCount;
        foreach ((TemplateKey key, FilledTemplate template) in result.Templates) found[key] = template;
    }

    return (found, read);
}

void Write(string folder, int rows)
{
    using var table = new BenchEvents(rows);
    TableWriters.Write(table, Path.Combine(folder, "events.parquet"));
    // Baskets of 32 kB, as ROOT makes them.
    string[] names = [.. table.Columns.Select(column => column.Name)];
    TableChunk[] chunks = [.. table.Read(names, RowRange.All)];
    using RootWriter writer = RootWriter.Create(Path.Combine(folder, "events.root"));
    writer.Write("events", [.. names.Select((name, i) => new TreeColumn(name, chunks[0].Columns[i].Values is double[]? chunks.SelectMany(chunk => (double[])chunk.Columns[i].Values).ToArray() : chunks.SelectMany(chunk => (int[])chunk.Columns[i].Values).ToArray()))], "", 4000);
}

// The nominal template, weight systematics up and down, and every tenth one of another selection and variable.
FillRequest Request(int index, string path)
{
    var request = new FillRequest(new TemplateKey("SR", "s", $"syst{index}"), new EventSource([path], null, []))
    {
        Filters = ["(Mbc > 5.27) & (abs(deltaE) < 0.15) | (nTracks > 4)", "kaonID > 0.1"],
        Weights = ["w_gen*w_trig", "w_pid"],
        Variables = ["mva"],
        Axes = [new RegularAxis(20, 0, 1)],
    };
    if (index == 0) return request;

    string sign = index % 2 == 0 ? "+" : "-";
    return index % 10 == 9
        ? request with { Filters = [$"nTracks > {index / 10}"], Variables = ["q2"], Axes = [new VariableAxis([0, 4, 8, 12, 14, 17, 20, 22])] }
        : request with { Weights = ["w_gen*w_trig", string.Create(CultureInfo.InvariantCulture, $"w_pid*(1 {sign} 0.0{index}*(p - 1.5))")] };
}
