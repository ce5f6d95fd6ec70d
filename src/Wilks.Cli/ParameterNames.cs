using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Finds the parameters that a name on the command line or in a file stands for.</summary>
internal static class ParameterNames
{
    /// <summary>The index of a parameter, or the indices of all elements of a per-bin set.</summary>
    /// <exception cref="UsageException">There is no such parameter.</exception>
    public static IReadOnlyList<int> Resolve(Model model, string name, string where)
    {
        int index = model.IndexOf(name);
        if (index >= 0) return [index];

        int[] elements = [.. model.Parameters.Where(parameter => parameter.Set == name).Select(parameter => parameter.Index)];
        if (elements.Length > 0) return elements;

        IEnumerable<string> known = model.Parameters.SelectMany(parameter => new[] { parameter.Name, parameter.Set });
        throw new UsageException($"{where}: the model has no parameter '{name}'. {NearestNames.Suggest(name, known)}");
    }

    /// <summary>The parts of <c>NAME=VALUE</c>, or a name alone; a name may itself hold an equals sign.</summary>
    public static (string Name, double? Value) Split(Model model, string text, string option)
    {
        bool isName = model.Parameters.Any(parameter => parameter.Name == text || parameter.Set == text);
        int equals = text.LastIndexOf('=');
        return isName || equals < 0 ? (text, null) : (text[..equals], OptionValue.Number(option, text[(equals + 1)..]));
    }
}
