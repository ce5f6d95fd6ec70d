using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>The options that say where a fit starts and what it holds.</summary>
internal sealed class FitArguments
{
    private readonly Option<string[]> _fix = new("--fix") { HelpName = "NAME[=VALUE]", Description = "Hold a parameter (or a whole per-bin set), at its initial value unless one is given; repeatable." };
    private readonly Option<string[]> _init = new("--init") { HelpName = "NAME=VALUE", Description = "Start a parameter (or a whole per-bin set) at a value; repeatable." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_fix);
        command.Options.Add(_init);
    }

    /// <summary>The options of the fit that a call asks for.</summary>
    /// <exception cref="UsageException">A parameter is not known, or a value can't be understood.</exception>
    public FitOptions Read(Model model, VerbCall call)
    {
        string[] inits = call.Arguments.GetValue(_init) ?? [];
        double[] start = FitData.InitialValues(model);
        foreach (string text in inits)
        {
            (string name, double? value) = ParameterNames.Split(model, text, "--init");
            if (value is null) throw new UsageException($"--init takes NAME=VALUE, not '{text}'");
            foreach (int index in ParameterNames.Resolve(model, name, "--init")) start[index] = value.Value;
        }
        var hold = new Dictionary<int, double>();
        foreach (string text in call.Arguments.GetValue(_fix) ?? [])
        {
            (string name, double? value) = ParameterNames.Split(model, text, "--fix");
            foreach (int index in ParameterNames.Resolve(model, name, "--fix")) hold[index] = value ?? start[index];
        }
        return new FitOptions { Start = inits.Length == 0 ? null : start, Hold = hold.Count == 0 ? null : hold };
    }
}
