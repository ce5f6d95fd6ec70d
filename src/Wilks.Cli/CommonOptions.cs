using System.CommandLine;
using System.Globalization;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>The options that every verb takes.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _measurement = new("--measurement") { HelpName = "NAME", Description = "The measurement to use (default: the first)." };
    private readonly Option<string[]> _patch = new("--patch", "-p") { HelpName = "FILE", Description = "A JSON patch to apply to the workspace; repeatable, applied in order." };
    private readonly Option<string[]> _overlay = new("--overlay") { HelpName = "FILE", Description = "An overlay (YAML or JSON): expressions, constraints, groups, labels; repeatable, the later one wins." };
    private readonly Option<string[]> _poi = new("--poi") { HelpName = "NAME", Description = "A parameter of interest, in place of the measurement's; repeatable." };
    private readonly Option<string[]> _blind = new("--blind-parameter") { HelpName = "NAME[=WIDTH]", Description = "Show a parameter with a hidden offset of normal width WIDTH (default: 1), the same for the same --blind-seed; repeatable." };
    private readonly Option<string?> _blindSeed = new("--blind-seed") { HelpName = "TEXT", Description = "The text that the hidden offsets come from (default: empty)." };
    private readonly Option<string?> _interpolation = new("--interpolation") { HelpName = "TYPE=CODE,…", Description = "Interpolation codes (default: histosys=code4p,normsys=code4)." };
    private readonly Option<string?> _clipSampleRate = new("--clip-sample-rate") { HelpName = "X", Description = "Raise every sample's rate per bin to at least X." };
    private readonly Option<string?> _clipBinRate = new("--clip-bin-rate") { HelpName = "X", Description = "Raise the total rate per bin to at least X." };
    private readonly DataOptions _data = new();
    private readonly Option<string?> _threads = new("--threads") { HelpName = "N", Description = "The number of threads; results do not depend on it." };
    private readonly Option<string?> _seed = new("--seed") { HelpName = "S", Description = "The seed of random numbers (default: 1)." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write to FILE instead of standard output; .json and .md choose the format." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no warnings." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_measurement, _patch, _overlay, _poi, _blind, _blindSeed, _interpolation, _clipSampleRate, _clipBinRate, .. _data.All, _threads, _seed, _json, _output, _quiet];
        foreach (Option option in all) command.Options.Add(option);
    }

    /// <summary>The settings of a call.</summary>
    /// <exception cref="UsageException">A value can't be understood.</exception>
    public CommonSettings Read(ParseResult parse)
    {
        string? output = parse.GetValue(_output);
        string[] pois = parse.GetValue(_poi) ?? [];
        (InterpolationCode histoSys, InterpolationCode normSys) = ReadInterpolation(parse.GetValue(_interpolation));
        long? threads = OptionValue.Integer("--threads", parse.GetValue(_threads), least: 1);
        return new CommonSettings
        {
            Compile = new CompileOptions
            {
                Measurement = parse.GetValue(_measurement),
                Pois = pois.Length == 0 ? null : pois,
                Blinded = [.. (parse.GetValue(_blind) ?? []).Select(text => ReadBlinded(text, parse.GetValue(_blindSeed) ?? ""))],
                HistoSysInterpolation = histoSys,
                NormSysInterpolation = normSys,
                ClipSampleRate = OptionValue.Number("--clip-sample-rate", parse.GetValue(_clipSampleRate)),
                ClipBinRate = OptionValue.Number("--clip-bin-rate", parse.GetValue(_clipBinRate)),
            },
            Patches = parse.GetValue(_patch) ?? [],
            Overlays = parse.GetValue(_overlay) ?? [],
            Data = _data.Read(parse),
            Seed = (ulong)(OptionValue.Integer("--seed", parse.GetValue(_seed), least: 0) ?? 1),
            Threads = threads is null ? null : (int)Math.Min(threads.Value, int.MaxValue),
            Format = Format(parse.GetValue(_json), output),
            Output = output,
            Quiet = parse.GetValue(_quiet),
        };
    }

    private static BlindedParameter ReadBlinded(string text, string seed)
    {
        int equals = text.LastIndexOf('=');
        return equals < 0 ? new BlindedParameter(text, seed) : new BlindedParameter(text[..equals], seed, OptionValue.Number("--blind-parameter", text[(equals + 1)..])!.Value);
    }

    private static OutputFormat Format(bool json, string? output)
    {
        if (json || (output is not null && output.EndsWith(".json", StringComparison.OrdinalIgnoreCase))) return OutputFormat.Json;
        return Path.GetExtension(output)?.ToUpperInvariant() switch
        {
            ".MD" => OutputFormat.Markdown,
            ".CSV" => OutputFormat.Csv,
            ".TEX" => OutputFormat.Latex,
            _ => OutputFormat.Text,
        };
    }

    private static (InterpolationCode HistoSys, InterpolationCode NormSys) ReadInterpolation(string? text)
    {
        InterpolationCode histoSys = CompileOptions.Default.HistoSysInterpolation;
        InterpolationCode normSys = CompileOptions.Default.NormSysInterpolation;
        foreach (string part in text?.Split(',') ?? [])
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            InterpolationCode? code = sides.Length < 2 ? null : sides[1] switch
            {
                "code0" => InterpolationCode.Code0,
                "code1" => InterpolationCode.Code1,
                "code2" => InterpolationCode.Code2,
                "code4" => InterpolationCode.Code4,
                "code4p" => InterpolationCode.Code4p,
                _ => null,
            };
            if (code is { } histoSysCode && sides[0] == "histosys") histoSys = histoSysCode;
            else if (code is { } normSysCode && sides[0] == "normsys") normSys = normSysCode;
            else throw new UsageException($"--interpolation takes histosys=CODE and normsys=CODE, separated by a comma, with code0, code1, code2, code4 or code4p, not '{part}'");
        }

        return (histoSys, normSys);
    }
}

/// <summary>In what form a verb answers; one that has no table of its own for CSV or LaTeX writes text.</summary>
internal enum OutputFormat
{
    Text,
    Markdown,
    Csv,
    Latex,
    Json,
}

/// <summary>What the common options say.</summary>
internal sealed record CommonSettings
{
    public required CompileOptions Compile { get; init; }

    public required IReadOnlyList<string> Patches { get; init; }

    /// <summary>Overlay files; the later one wins.</summary>
    public required IReadOnlyList<string> Overlays { get; init; }

    /// <summary>The channels and the data.</summary>
    public required DataRequest Data { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The number of threads; null for one per processor.</summary>
    public required int? Threads { get; init; }

    public required OutputFormat Format { get; init; }

    public required string? Output { get; init; }

    public required bool Quiet { get; init; }
}

/// <summary>Reads numbers given to options.</summary>
internal static class OptionValue
{
    public static double? Number(string option, string? text)
    {
        if (text is null) return null;
        bool valid = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
        return valid ? value : throw new UsageException($"{option} takes a number, not '{text}'");
    }

    /// <summary>A number in a message.</summary>
    public static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static long? Integer(string option, string? text, long least)
    {
        if (text is null) return null;
        bool valid = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least;
        return valid ? value : throw new UsageException($"{option} takes a whole number of at least {least}, not '{text}'");
    }
}
