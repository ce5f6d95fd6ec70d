using System.CommandLine;
using Wilks.Inference;

namespace Wilks.Cli;

/// <summary>The common options that choose channels and data.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> _data = new("--data") { HelpName = "observed|asimov|asimov-postfit|toy|toy-postfit|NAME", Description = "The data: what was observed, what is expected at the initial values or at the best fit, a toy drawn there, or a data set of the workspace." };
    private readonly Option<string[]> _at = new("--data-at") { HelpName = "NAME=VALUE", Description = "Expect data with a parameter at a value (post-fit: held there in the fit); repeatable." };
    private readonly Option<string[]> _inject = new("--inject") { HelpName = "NAME=VALUE", Description = "Add a signal: what changes when the parameter moves from 0 to VALUE; repeatable." };
    private readonly Option<string[]> _blind = new("--blind-channel") { HelpName = "PATTERN", Description = "Never look at the counts of these channels: they hold what a fit to the others expects; repeatable." };
    private readonly Option<string[]> _channels = new("--channels") { HelpName = "PATTERN", Description = "Use these channels only (wildcards * and ?); repeatable." };
    private readonly Option<string[]> _mask = new("--mask-channel") { HelpName = "PATTERN", Description = "Predict these channels, but keep them out of the likelihood; repeatable." };

    public IEnumerable<Option> All => [_channels, _mask, _data, _at, _inject, _blind];

    /// <summary>What the options of a call ask for.</summary>
    /// <exception cref="UsageException">They can't be meant.</exception>
    public DataRequest Read(ParseResult parse)
    {
        string? text = parse.GetValue(_data);
        DataKind? kind = Kind(text);
        string? dataset = text is not null && kind is null ? text : null;
        if (dataset is not null) kind = DataKind.Observed;
        var request = new DataRequest
        {
            Dataset = dataset,
            At = parse.GetValue(_at) ?? [],
            Injected = parse.GetValue(_inject) ?? [],
            Blinded = parse.GetValue(_blind) ?? [],
            Channels = parse.GetValue(_channels) ?? [],
            Masked = parse.GetValue(_mask) ?? [],
        };
        bool isBlind = request.Blinded.Count > 0;
        if (isBlind && kind == DataKind.Observed) throw new UsageException("--data observed and --blind-channel exclude each other: --data says what blinded channels hold instead of their counts");

        request = request with { Kind = kind ?? (isBlind ? DataKind.AsimovPostfit : DataKind.Observed) };
        if (request.At.Count > 0 && request.Kind == DataKind.Observed) throw new UsageException("--data-at needs expected data: add --data asimov, asimov-postfit, toy or toy-postfit");
        return request;
    }

    private static DataKind? Kind(string? text) => text switch
    {
        "observed" => DataKind.Observed,
        "asimov" => DataKind.Asimov,
        "asimov-postfit" => DataKind.AsimovPostfit,
        "toy" => DataKind.Toy,
        "toy-postfit" => DataKind.ToyPostfit,
        _ => null,
    };
}

/// <summary>The channels and data that a call asks for, names and patterns as they were written.</summary>
internal sealed record DataRequest
{
    public DataKind Kind { get; init; }

    /// <summary>The data set of the workspace that takes the place of the observations; null for none.</summary>
    public string? Dataset { get; init; }

    public IReadOnlyList<string> At { get; init; } = [];

    public IReadOnlyList<string> Injected { get; init; } = [];

    public IReadOnlyList<string> Blinded { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> Masked { get; init; } = [];
}
