namespace GatewayKit.JsonSchema.Patterns;

/// <summary>The POSIX classes, as in <c>[:alpha:]</c> and Java's <c>\p{Alpha}</c>.</summary>
internal static class PosixClasses
{
    /// <summary>The characters that PCRE's <c>\h</c> matches.</summary>
    public static CodePointSet Blanks
        => new CodePointSet().Add('\t', '\t').Add(' ', ' ').Add(0xA0, 0xA0).Add(0x1680, 0x1680).Add(0x2000, 0x200A).Add(0x202F, 0x202F)
            .Add(0x205F, 0x205F).Add(0x3000, 0x3000);

    /// <summary>Returns a class by name; <c>null</c> for an unknown name.</summary>
    public static CodePointSet? Find(string name) => name.ToUpperInvariant() switch
    {
        "ALPHA" => Upper.Add('a', 'z'),
        "ALNUM" => Upper.Add('a', 'z').Add('0', '9'),
        "UPPER" => Upper,
        "LOWER" => new CodePointSet().Add('a', 'z'),
        "XDIGIT" => CodePointSet.Digits.Add('A', 'F').Add('a', 'f'),
        "WORD" => CodePointSet.WordCharacters,
        "SPACE" => new CodePointSet().Add('\t', '\r').Add(' ', ' '),
        "BLANK" => new CodePointSet().Add('\t', '\t').Add(' ', ' '),
        "PRINT" => new CodePointSet().Add(' ', '~'),
        "GRAPH" => new CodePointSet().Add('!', '~'),
        "PUNCT" => new CodePointSet().Add('!', '/').Add(':', '@').Add('[', '`').Add('{', '~'),
        "DIGIT" => CodePointSet.Digits,
        "CNTRL" => new CodePointSet().Add(0, 0x1F).Add(0x7F, 0x7F),
        _ => null,
    };

    private static CodePointSet Upper => new CodePointSet().Add('A', 'Z');
}
