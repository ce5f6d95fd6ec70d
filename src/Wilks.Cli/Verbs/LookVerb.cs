using System.CommandLine;
using Wilks.Cli.Look;
using Wilks.Formats.Tables;
using Wilks.Root;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks look</c>: what a ROOT file or an event table holds.</summary>
internal sealed class LookVerb : IVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "A ROOT file, or a table (Parquet, CSV, Arrow, .npy, .npz, pandas pickle); FILE:OBJECT is one object of a ROOT file, such as data.root:dir/tree or data.root:dir/histogram;2." };
    private readonly Option<bool> _all = new("--all-entries") { Description = $"Ranges of columns over all entries; without it over the first {LookText.MostEntries.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)}." };
    private readonly Option<bool> _checksums = new("--checksums") { Description = "With --json: a checksum of every column and the contents of every histogram, to compare readers with." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write to FILE instead of standard output; .json chooses JSON." };

    public LookVerb() => Command = new Command("look", "Show what a ROOT file or an event table holds.") { _file, _all, _checksums, _json, _output };

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        string? output = call.Arguments.GetValue(_output);
        bool checksums = call.Arguments.GetValue(_checksums);
        long most = call.Arguments.GetValue(_all) ? long.MaxValue : LookText.MostEntries;
        bool isJson = call.Arguments.GetValue(_json) || (output?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ?? false);
        if (checksums && !isJson) throw new UsageException("--checksums belongs to --json");

        (string path, string? wanted) = Split(call.Arguments.GetRequiredValue(_file));
        if (File.Exists(path) && !IsRoot(path)) return LookAtTable(call, checksums, isJson, most, output);

        using RootFile file = RootFile.Open(path);
        RootEntry? entry = wanted is null ? null : file.Find(wanted);
        string text = isJson
            ? VerbCall.Json(json => new LookJson(file, json, checksums, call.CancellationToken).Write(entry))
            : new LookText(file, call.Terminal.Width, most, call.CancellationToken).Write(entry);
        call.Answer(text, output);
        return ExitCodes.Done;
    }

    private int LookAtTable(VerbCall call, bool checksums, bool isJson, long most, string? output)
    {
        if (checksums) throw new UsageException("--checksums is for ROOT files");

        using IEventTable table = EventTables.Open(call.Arguments.GetRequiredValue(_file));
        var look = new LookTable(table, most, call.CancellationToken);
        call.Answer(isJson ? VerbCall.Json(look.Write) : look.ToText(output is null ? call.Terminal.Width : int.MaxValue), output);
        return ExitCodes.Done;
    }

    private static bool IsRoot(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using FileStream stream = File.OpenRead(path);
        return path.EndsWith(".root", StringComparison.OrdinalIgnoreCase) || (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("root"u8));
    }

    // A name may hold colons: what is a file as a whole has no object behind it.
    private static (string Path, string? Object) Split(string argument)
    {
        if (File.Exists(argument)) return (argument, null);
        int colon = argument.LastIndexOf(':');
        while (colon > 0)
        {
            if (File.Exists(argument[..colon])) return (argument[..colon], argument[(colon + 1)..]);
            colon = argument.LastIndexOf(':', colon - 1);
        }
        return (argument, null);
    }
}
