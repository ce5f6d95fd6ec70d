using System.Reflection;
using System.Text.RegularExpressions;
using Wilks.Numerics;

namespace Wilks.Architecture.Tests;

public sealed partial class HouseStyleTests
{
    private const int LongestFile = 400;
    private const int LongestReadme = 200;

    private static readonly Assembly s_engine = typeof(KernelMode).Assembly;

    [GeneratedRegex(@"(Helper|Helpers|Util|Utils|Utilities|Manager)(\.cs|\b)")]
    private static partial Regex NamesThatSayNothing();

    // Any absolute path in quotes, but for the kernel's own folders and JSON pointers into a workspace.
    [GeneratedRegex(@"[""'](?!/(?:proc|dev|channels)/)/[A-Za-z]+/")]
    private static partial Regex MachinePaths();

    [Fact]
    public void The_sources_are_found() => Assert.True(SourceTree.Files.Count > 20, $"{SourceTree.Files.Count} files");

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(SourceTree.Files.Where(file => file.Lines.Count > LongestFile).Select(file => $"{file.Path}: {file.Lines.Count}"));

    [Fact]
    public void No_file_and_no_type_is_a_helper() =>
        Assert.Empty(SourceTree.Files.Where(file => NamesThatSayNothing().IsMatch(Path.GetFileName(file.Path))
            || file.Lines.Any(line => Regex.IsMatch(line, @"^\s*(public|internal|private)?.*\b(class|record|struct|interface) \w*(Helper|Helpers|Utils|Utilities|Manager)\b"))).Select(file => file.Path));

    [Fact]
    public void No_source_names_a_path_of_a_machine() =>
        Assert.Empty(SourceTree.Files.Where(file => file.Lines.Any(line => MachinePaths().IsMatch(line))).Select(file => file.Path));

    [Fact]
    public void Public_classes_are_sealed_or_static()
    {
        IEnumerable<string> offences = s_engine.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed && !type.IsAssignableTo(typeof(Delegate))).Select(type => type.FullName!);

        Assert.Empty(offences);
    }

    [Fact]
    public void Nothing_public_is_static_and_mutable()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public;
        IEnumerable<string> fields = s_engine.GetExportedTypes().Where(type => !type.IsEnum).SelectMany(type => type.GetFields(all)).Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => $"{field.DeclaringType}.{field.Name}");
        IEnumerable<string> properties = s_engine.GetExportedTypes().SelectMany(type => type.GetProperties(all)).Where(property => property.CanWrite).Select(property => $"{property.DeclaringType}.{property.Name}");

        Assert.Empty(fields.Concat(properties));
    }

    [Fact]
    public void No_static_field_of_the_engine_can_be_assigned_again()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        IEnumerable<string> offences = s_engine.GetTypes()
            .Where(type => !type.IsEnum && !IsCompilerMade(type))
            .SelectMany(type => type.GetFields(all))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !IsCompilerMade(field))
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.Empty(offences);
    }

    [Fact]
    public void The_readme_is_short()
    {
        string[] lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "README.md"));

        Assert.InRange(lines.Length, 1, LongestReadme);
    }

    // Lambdas, interpolated strings and the like keep their state in fields whose names no source can spell.
    private static bool IsCompilerMade(MemberInfo member) => member.Name.Contains('<', StringComparison.Ordinal) || (member.DeclaringType is { } type && IsCompilerMade(type));
}
