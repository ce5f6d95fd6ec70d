using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Toys;
using Wilks.Formats.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks toys</c>: a hypothesis test with toys.</summary>
internal sealed class ToysVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string> _testPoi = new("--test-poi") { HelpName = "X", Description = "The tested value of the parameter of interest (default: 1)." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde|t|ttilde|q0", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "The number of toys of the tested hypothesis, all shards together (default: 10000)." };
    private readonly Option<string?> _backgroundToys = new("--background-toys") { HelpName = "N", Description = "The number of toys of the alternative (default: as many)." };
    private readonly Option<string?> _shard = new("--shard") { HelpName = "I/N", Description = "Make only part I of N of the toys." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the file of --output: make only the toys that are missing from it." };
    private readonly Option<bool> _fixedAuxiliaryData = new("--fixed-auxiliary-data") { Description = "Leave the auxiliary data of toys as observed (wrong; for comparisons)." };
    private readonly Option<string?> _failureBudget = new("--failure-budget") { HelpName = "X", Description = "The fraction of toys that may fail (default: 0.01)." };
    private readonly CommonOptions _common = new();

    public ToysVerb()
    {
        Parts = [new ToysMergeVerb(), new ToysShowVerb()];
        Command = new Command("toys", "Test a value of the parameter of interest with toys.") { _workspace, _testPoi, _testStat, _toys, _backgroundToys, _shard, _resume, _fixedAuxiliaryData, _failureBudget };
        _common.AddTo(Command);
        Command.SetAction(_ => ExitCodes.Done);
        foreach (IVerb part in Parts) Command.Subcommands.Add(part.Command);
    }

    public Command Command { get; }

    public IReadOnlyList<IVerb> Parts { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        string? file = ToyOutput.ToyFile(settings);
        bool resume = call.Arguments.GetValue(_resume);
        if (resume && file is null) throw new UsageException("--resume goes on with a file: name it with --output FILE.wtoys");
        if (!resume && file is not null && File.Exists(file)) throw new UsageException($"'{file}' is there already: go on with it by --resume, or remove it first");
        ToyTestOptions options = ReadOptions(call, settings);

        using var progress = new Progress(call.Terminal, "reading");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        if (loaded.Model.Pois.Count != 1) throw new UsageException($"a test needs one parameter of interest, but there are {loaded.Model.Pois.Count}: choose one with --poi NAME");

        Dataset data = FitData.Choose(loaded.Model, settings);
        options = options with { Data = data };
        if (options.FixedAuxiliaryData) call.Messages.Warning(ToyTest.FixedAuxiliaryDataWarning);
        progress.Report("fitting the data");
        var line = new ToyProgressLine(progress);
        using var store = file is null ? null : new ToyStore(file, ModelFingerprint.Of(loaded, settings), options, resume);
        ToyTestResult result = ToyTest.Run(new CompiledModel(loaded.Model), store is null ? options : store.Attach(options), line, call.CancellationToken);
        progress.Dispose();
        if (store is { DamagedBytes: > 0 }) call.Messages.Warning($"{store.DamagedBytes} bytes of '{file}' were damaged; their toys were made again");
        if (result.Status == ToyTestStatus.Cancelled && store is { IsBegun: true }) call.Messages.Warning($"the toys made so far are in '{file}'; --resume goes on with them");
        return ToyOutput.Answer(result, settings, call);
    }

    private ToyTestOptions ReadOptions(VerbCall call, CommonSettings settings)
    {
        long? toys = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1);
        long? backgroundToys = OptionValue.Integer("--background-toys", call.Arguments.GetValue(_backgroundToys), least: 0);
        if (toys > int.MaxValue || backgroundToys > int.MaxValue) throw new UsageException($"--toys and --background-toys take at most {int.MaxValue}");

        double budget = OptionValue.Number("--failure-budget", call.Arguments.GetValue(_failureBudget)) ?? ToyTestOptions.DefaultFailureBudget;
        if (!(budget >= 0 && budget <= 1)) throw new UsageException("--failure-budget takes a fraction between 0 and 1");

        return new ToyTestOptions
        {
            TestValue = OptionValue.Number("--test-poi", call.Arguments.GetValue(_testPoi)) ?? 1,
            Statistic = ToyTestReport.Statistic(call.Arguments.GetValue(_testStat) ?? "qtilde") ?? throw new UsageException($"--test-stat takes q, qtilde, t, ttilde or q0, not '{call.Arguments.GetValue(_testStat)}'"),
            Toys = (int?)toys ?? ToyTestOptions.DefaultToys,
            BackgroundToys = (int?)backgroundToys,
            Shard = ReadShard(call.Arguments.GetValue(_shard)),
            Seed = settings.Seed,
            Threads = settings.Threads,
            FixedAuxiliaryData = call.Arguments.GetValue(_fixedAuxiliaryData),
            FailureBudget = budget,
        };
    }

    private static ToyShard ReadShard(string? text)
    {
        if (text is null) return ToyShard.Whole;

        string[] parts = text.Split('/');
        bool isShard = parts.Length == 2 & int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            & int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        var shard = new ToyShard(index, count);
        return isShard && shard.IsValid ? shard : throw new UsageException($"--shard takes a part such as 3/10, not '{text}'");
    }
}

/// <summary><c>wilks toys merge</c>: puts files of toys of one experiment together.</summary>
internal sealed class ToysMergeVerb : IVerb
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Files that 'wilks toys --output' wrote." };
    private readonly CommonOptions _common = new();

    public ToysMergeVerb()
    {
        Command = new Command("merge", "Put files of toys of one experiment together, and show what they say.") { _files };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        string output = ToyOutput.ToyFile(settings) ?? throw new UsageException("merge writes a file: name it with --output FILE.wtoys");
        (ToyFileHeader header, ToySample sample, long damaged) = ToyFileMerge.Merge(call.Arguments.GetRequiredValue(_files));
        if (damaged > 0) call.Messages.Warning($"{damaged} bytes are damaged; their toys are missing");
        call.CancellationToken.ThrowIfCancellationRequested();
        ToyFileWriter.Write(output, header, sample);
        return ToyOutput.Answer(ToyTestResult.Create(header.Experiment, sample), settings, call);
    }
}

/// <summary><c>wilks toys show</c>: what a file of toys says.</summary>
internal sealed class ToysShowVerb : IVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file that 'wilks toys --output' wrote." };
    private readonly CommonOptions _common = new();

    public ToysShowVerb()
    {
        Command = new Command("show", "Show the p-values, bands and failures of a file of toys.") { _file };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        string path = call.Arguments.GetRequiredValue(_file);
        ToyFile file = ToyFile.Read(path);
        if (file.DamagedBytes > 0) call.Messages.Warning($"{file.DamagedBytes} bytes of '{path}' are damaged; their toys are missing");
        return ToyOutput.Answer(ToyTestResult.Create(file.Header.Experiment, file.ToSample(path)), settings, call);
    }
}
