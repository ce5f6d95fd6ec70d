using System.Globalization;
using System.Xml;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Reads XML documents into elements. Document types are skipped, entities are never resolved, nothing outside the file is opened.</summary>
internal static class XmlFile
{
    /// <summary>The largest document that is read, in characters.</summary>
    private const long MaxCharacters = 64 << 20;

    private const int MaxDepth = 32;

    /// <summary>The root element; null when the document can't be read, which was reported then.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="from">Where the file was named.</param>
    /// <param name="findings">Where problems go.</param>
    public static XmlElement? Read(string path, string name, SourceLocation from, DiagnosticCollector findings)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, name, findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Error("WK701", from, $"'{name}' can't be read: {exception.Message}", "Check the path and the permissions.");
            return null;
        }
    }

    /// <summary>As above, from a stream.</summary>
    public static XmlElement? Read(Stream stream, string name, DiagnosticCollector findings)
    {
        var source = new XmlSource(name);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var reader = XmlReader.Create(stream, settings);
        try
        {
            reader.MoveToContent();
            return ReadElement(reader, source, $"/{reader.Name}", 0);
        }
        catch (XmlException exception)
        {
            SourceLocation place = source.Add(Math.Max(exception.LineNumber, 1), "/");
            findings.Error("WK702", place, $"this is not XML that can be read: {Plain(exception.Message)}", exception.Message.Contains("entity", StringComparison.OrdinalIgnoreCase) ? "Write the text itself: entities of the document are never resolved." : "Correct it there.");
            return null;
        }
    }

    // The place stands before the message already.
    private static string Plain(string message)
    {
        int place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    private static XmlElement ReadElement(XmlReader reader, XmlSource source, string path, int depth)
    {
        if (depth > MaxDepth) throw new XmlException($"elements are nested more than {MaxDepth} levels deep.", null, Line(reader), 0);

        string name = reader.Name;
        var element = new XmlElement(name, source.Add(Line(reader), path));
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute()) element.Attributes.Add(new KeyValuePair<string, string>(reader.Name, reader.Value));
        reader.MoveToElement();
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return element;
        }

        var text = new System.Text.StringBuilder();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.EOF) throw new XmlException("the document ends inside an element.", null, Line(reader), 0);
            if (reader.NodeType == XmlNodeType.Element)
            {
                int index = counts[reader.Name] = counts.GetValueOrDefault(reader.Name) + 1;
                element.Children.Add(ReadElement(reader, source, string.Create(CultureInfo.InvariantCulture, $"{path}/{reader.Name}[{index}]"), depth + 1));
                continue;
            }

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) text.Append(reader.Value);
            reader.Read();
        }

        reader.Read();
        element.Text = text.ToString().Trim();
        return element;
    }

    private static int Line(XmlReader reader) => reader is IXmlLineInfo line ? line.LineNumber : 1;
}
