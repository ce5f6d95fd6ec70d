using System.Globalization;
using System.Text;
using System.Xml;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>An element to be written.</summary>
/// <param name="Name">The name.</param>
/// <param name="Attributes">The attributes in order; those without a value are left out.</param>
internal sealed record XmlPart(string Name, params (string Name, string? Value)[] Attributes)
{
    private static readonly XmlWriterSettings s_settings = new() { Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = true };

    /// <summary>The elements inside.</summary>
    public IEnumerable<XmlPart> Children { get; init; } = [];

    /// <summary>The text inside; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The element as a document.</summary>
    /// <param name="schema">The path of the document type definition.</param>
    public byte[] ToDocument(string schema)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, s_settings))
        {
            writer.WriteDocType(Name, null, schema, null);
            WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>A number as the shortest text that reads back the same.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>As XML files of HistFactory spell it.</summary>
    public static string? Flag(bool? value) => value switch { null => null, true => "True", false => "False" };

    private void WriteTo(XmlWriter writer)
    {
        writer.WriteStartElement(Name);
        foreach ((string name, string? value) in Attributes)
        {
            if (value is not null) writer.WriteAttributeString(name, value);
        }

        if (Text is not null) writer.WriteString(Text);
        foreach (XmlPart child in Children) child.WriteTo(writer);
        writer.WriteEndElement();
    }
}
