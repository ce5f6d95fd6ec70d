using System.CommandLine;
using System.Globalization;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Documents;

/// <summary>Chooses a patch of a set by name or by values.</summary>
internal sealed class PatchSetInput
{
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The name of the patch." };
    private readonly Option<string?> _values = new("--values") { HelpName = "X,Y,…", Description = "The values of the patch, one per label of the set, in place of its name." };

    public static Argument<string> Argument() => new("PATCHSET") { Description = "A patch set; .gz is understood, - reads standard input." };

    public void AddTo(Command command)
    {
        command.Options.Add(_name);
        command.Options.Add(_values);
    }

    /// <summary>The patch that the options name.</summary>
    /// <exception cref="UsageException">They name none, or two.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The set has no such patch.</exception>
    public SignalPatch Choose(VerbCall call, PatchSet set)
    {
        (string? name, string? values) = (call.Arguments.GetValue(_name), call.Arguments.GetValue(_values));
        if ((name is null) == (values is null)) throw new UsageException("name one patch, by --name NAME or by --values X,Y,…; 'wilks patchset inspect' lists them");

        return name is not null ? set.Find(name) : set.Find([.. values!.Split(',', StringSplitOptions.TrimEntries).Select(Value)]);
    }

    private static PatchValue Value(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? new PatchValue(number) : new PatchValue(text);
}
