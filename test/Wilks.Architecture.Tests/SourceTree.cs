namespace Wilks.Architecture.Tests;

/// <summary>The C# files under <c>src</c>.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<SourceFile> Files { get; } = Read();

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Wilks.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests must run below the repository.");
    }

    private static SourceFile[] Read()
    {
        string source = Path.Combine(Root, "src");
        IEnumerable<string> paths = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(path => !IsGenerated(path)).Order(StringComparer.Ordinal);
        return [.. paths.Select(path => new SourceFile(Path.GetRelativePath(source, path).Replace('\\', '/'), File.ReadAllLines(path)))];
    }

    private static bool IsGenerated(string path) => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal);
}

/// <summary>One C# file.</summary>
/// <param name="Path">The path below <c>src</c>, such as <c>Wilks/Models/Model.cs</c>.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    private string[] Parts => Path.Split('/');

    public string Assembly => Parts[0];

    /// <summary>The room: the namespace that the folder stands for, sub-folders aside.</summary>
    public string Room => Parts.Length > 2 ? $"{Assembly}.{Parts[1]}" : Assembly;

    public string Folder => string.Join('.', Parts[..^1]);

    public string? Namespace => Lines.Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)).Select(line => line["namespace ".Length..].TrimEnd(';', ' ')).FirstOrDefault();

    public IEnumerable<string> Usings => Lines
        .Where(line => line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("global using ", StringComparison.Ordinal))
        .Select(line => line.Replace("global ", "", StringComparison.Ordinal)["using ".Length..].Replace("static ", "", StringComparison.Ordinal).TrimEnd(';', ' '))
        .Select(name => name.Contains('=', StringComparison.Ordinal) ? name[(name.IndexOf('=') + 1)..].Trim() : name);
}
