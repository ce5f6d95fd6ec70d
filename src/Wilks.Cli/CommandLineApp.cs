using System.CommandLine;
using System.CommandLine.Invocation;
using Wilks.Cli.Verbs;
using Wilks.Formats.Tables;
using Wilks.Root;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Parses a command line, runs its verb and turns every ending into an exit code.</summary>
internal static class CommandLineApp
{
    /// <summary>All verbs, in the order of the help.</summary>
    public static IReadOnlyList<IVerb> CreateVerbs() =>
    [
        new FitVerb(), new ClsVerb(), new TestVerb(), new LimitVerb(), new SignificanceVerb(), new IntervalVerb(), new ToysVerb(), new StudyVerb(), new ScanVerb(), new ContourVerb(),
        new ImpactsVerb(), new BreakdownVerb(), new PredictVerb(), new GofVerb(), new NllVerb(), new InspectVerb(), new ValidateVerb(), new LookVerb(), new ConvertVerb(),
        new CombineVerb(), new PruneVerb(), new RenameVerb(), new SortVerb(), new DigestVerb(), new PatchSetVerb(), new GridVerb(), new Xml2JsonVerb(), new Json2XmlVerb(), new Hs3CheckVerb(), AnalysisStepVerb.Templates(), AnalysisStepVerb.PostProcess(), new WorkspaceVerb(), new CheckVerb(), new RunVerb(), new BenchVerb(),
    ];

    /// <summary>Runs a command on given streams: the door of the tests.</summary>
    public static int Run(string[] args, Stream input, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        Run(args, new Terminal { OpenInput = () => input, Out = output, Error = error }, cancellationToken);

    /// <summary>Runs a command.</summary>
    public static int Run(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var messages = new Messages(terminal);
        try
        {
            int exitCode = Dispatch(args, terminal, messages, cancellationToken);
            terminal.Out.Flush();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            messages.Error("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (WorkspaceException exception)
        {
            messages.Diagnostics(exception.Diagnostics);
            return ExitCodes.BadInput;
        }
        catch (TableException exception)
        {
            messages.Error(exception.Message);
            return ExitCodes.BadInput;
        }
        catch (UsageException exception)
        {
            messages.Error(exception.Message);
            return ExitCodes.BadInput;
        }
        catch (RootException exception)
        {
            messages.Error(exception.Message);
            return ExitCodes.BadInput;
        }
        catch (UntrustedException exception)
        {
            messages.Error(exception.Message);
            return ExitCodes.NotToBeTrusted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            messages.Error(exception.Message);
            return ExitCodes.BadInput;
        }
#pragma warning disable CA1031 // The last stop before the user: nothing may escape as a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            messages.InternalError(exception);
            return ExitCodes.InternalError;
        }
    }

    private static int Dispatch(string[] args, Terminal terminal, Messages messages, CancellationToken cancellationToken)
    {
        IReadOnlyList<IVerb> verbs = CreateVerbs();
        RootCommand root = CreateRoot(verbs);
        ParseResult parse = root.Parse(Spread(args, verbs), new ParserConfiguration { ResponseFileTokenReplacer = null });

        // Help and version bring their own actions; a verb has none, or one that only says that it can do without a verb below it.
        if (parse.Action is not null and not ParseErrorAction && parse.Action != parse.CommandResult.Command.Action)
        {
            return parse.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        Command command = parse.CommandResult.Command;
        IVerb? verb = verbs.SelectMany(parent => parent.Parts.Prepend(parent)).FirstOrDefault(candidate => candidate.Command == command);
        if (verb is null || parse.Errors.Count > 0 || parse.UnmatchedTokens.Count > 0)
        {
            throw new UsageException(UsageMessage.For(parse, root));
        }
        var call = new VerbCall(parse, terminal, messages, cancellationToken) { KeepsBlind = verb.KeepsBlind };
        int exitCode = verb.Run(call);
        cancellationToken.ThrowIfCancellationRequested();
        return exitCode;
    }

    // The parser knows options of one value, which may be repeated: -m OLD NEW becomes -m OLD -m NEW.
    private static string[] Spread(string[] args, IReadOnlyList<IVerb> verbs)
    {
        IReadOnlyCollection<string> pairs = args.Length == 0 ? [] : verbs.FirstOrDefault(verb => verb.Command.Name == args[0])?.PairOptions ?? [];
        if (pairs.Count == 0) return args;

        List<string> spread = [];
        for (int i = 0; i < args.Length; i++)
        {
            spread.Add(args[i]);
            if (!pairs.Contains(args[i]) || i + 2 >= args.Length) continue;

            spread.AddRange([args[i + 1], args[i], args[i + 2]]);
            i += 2;
        }

        return [.. spread];
    }

    private static RootCommand CreateRoot(IReadOnlyList<IVerb> verbs)
    {
        var root = new RootCommand("Wilks fits the statistical models of particle-physics analyses.") { HelpName = "wilks" };
        root.Directives.Clear();
        foreach (IVerb verb in verbs) root.Subcommands.Add(verb.Command);
        return root;
    }
}
