namespace Wilks.Root;

/// <summary>A C++ type name taken apart: <c>vector&lt;pair&lt;int,string&gt; &gt;</c>.</summary>
/// <param name="Name">The name without arguments, <c>std::</c> and <c>const</c>.</param>
/// <param name="Arguments">The arguments in angle brackets.</param>
/// <param name="IsPointer">Whether a star ends it.</param>
internal sealed record CppType(string Name, IReadOnlyList<CppType> Arguments, bool IsPointer)
{
    private const int DeepestNesting = 30;

    public bool IsString => Name is "string" or "TString" or "basic_string";

    /// <summary>Whether it is a collection whose elements follow one another after a count.</summary>
    public bool IsSequence => Name is "vector" or "set" or "list" or "deque" or "multiset" or "unordered_set" or "unordered_multiset" or "forward_list" or "RVec" or "ROOT::VecOps::RVec" or "ROOT::RVec";

    public bool IsMap => Name is "map" or "multimap" or "unordered_map" or "unordered_multimap";

    /// <summary>The kind of number it is; null if none.</summary>
    public NumberKind? Number => IsPointer ? null : NumberOf(Name);

    /// <summary>The name with its arguments.</summary>
    public string FullName => (Arguments.Count == 0 ? Name : $"{Name}<{string.Join(',', Arguments)}>") + (IsPointer ? "*" : "");

    /// <inheritdoc/>
    public override string ToString() => FullName;

    public static CppType Parse(string text)
    {
        int position = 0;
        return Parse(text, ref position, 0);
    }

    public static NumberKind? NumberOf(string name) => name switch
    {
        "bool" or "Bool_t" => NumberKind.Bool,
        "char" or "Char_t" or "signed char" or "int8_t" or "Int8_t" => NumberKind.Int8,
        "unsigned char" or "UChar_t" or "uint8_t" or "UInt8_t" or "Byte_t" or "byte" => NumberKind.UInt8,
        "short" or "Short_t" or "int16_t" or "short int" => NumberKind.Int16,
        "unsigned short" or "UShort_t" or "uint16_t" => NumberKind.UInt16,
        "int" or "Int_t" or "int32_t" => NumberKind.Int32,
        "unsigned int" or "UInt_t" or "uint32_t" or "unsigned" => NumberKind.UInt32,
        "long" or "Long_t" or "long long" or "Long64_t" or "int64_t" => NumberKind.Int64,
        "unsigned long" or "ULong_t" or "unsigned long long" or "ULong64_t" or "uint64_t" or "size_t" => NumberKind.UInt64,
        "float" or "Float_t" => NumberKind.Float32,
        "double" or "Double_t" => NumberKind.Float64,
        _ => null,
    };

    private static CppType Parse(string text, ref int position, int depth)
    {
        int start = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ',')) position++;
        string name = text[start..position];
        var arguments = new List<CppType>();
        if (depth < DeepestNesting && position < text.Length && text[position] == '<')
        {
            do
            {
                position++;
                arguments.Add(Parse(text, ref position, depth + 1));
            }
            while (position < text.Length && text[position] == ',');
            // A damaged name may end without its bracket.
            if (position < text.Length) position++;
        }
        int tail = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ',')) position++;
        string rest = name + text[tail..position];
        return new CppType(Plain(name), arguments, rest.Contains('*', StringComparison.Ordinal));
    }

    private static string Plain(string name)
    {
        string plain = name.Replace("*", "", StringComparison.Ordinal).Replace("&", "", StringComparison.Ordinal).Trim();
        if (plain.StartsWith("const ", StringComparison.Ordinal)) plain = plain["const ".Length..].Trim();
        return plain.StartsWith("std::", StringComparison.Ordinal) ? plain["std::".Length..] : plain;
    }
}
