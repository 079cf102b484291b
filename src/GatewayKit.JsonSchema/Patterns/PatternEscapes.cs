namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Reads escapes inside and outside of classes (ECMA-262, section 22.2.1). As an extension, any escaped character other than a
/// letter or digit means itself, as it does without the flag u.</summary>
internal static class PatternEscapes
{
    /// <summary>Reads an escape for a set; <c>null</c>, without reading it, for any other escape.</summary>
    public static CodePointSet? Set(PatternCursor cursor)
    {
        var kind = cursor.Peek;
        switch (kind)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                cursor.Next();
                var set = char.ToLowerInvariant(kind) switch
                {
                    'd' => CodePointSet.Digits,
                    'w' => CodePointSet.WordCharacters,
                    _ => CodePointSet.Spaces
                };
                return char.IsUpper(kind) ? set.Complement() : set;
            case 'h' or 'H' when cursor.TakeExtension(kind.ToString()):
                return kind == 'H' ? PosixClasses.Blanks.Complement() : PosixClasses.Blanks;
            case 'p' or 'P':
                cursor.Next();
                return Property(cursor, complement: kind == 'P');
            default:
                return null;
        }
    }

    /// <summary>Reads an escape for a code point.</summary>
    public static int Character(PatternCursor cursor)
    {
        var kind = cursor.Next();
        switch (kind)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case '0' when !char.IsAsciiDigit(cursor.Peek): return 0;
            case 'c' when char.IsAsciiLetter(cursor.Peek): return cursor.Next() % 32;
            case 'x' when cursor.Hex(2) is { } value: return value;
            case 'x' when cursor.TakeExtension("{"): return Braced(cursor);
            case 'a' when cursor.Tolerates(@"\a"): return '\a';
            case 'e' when cursor.Tolerates(@"\e"): return 0x1B;
            case 'u': return Unicode(cursor);
        }
        if (kind < 128 && char.IsAsciiLetterOrDigit((char)kind))
            cursor.Fail($"'\\{(char)kind}' isn't a valid escape");
        return kind;
    }

    private static int Unicode(PatternCursor cursor)
    {
        if (cursor.Take("{"))
            return Braced(cursor);
        if (cursor.Hex(4) is not { } unit)
        {
            cursor.Fail("'\\u' requires four hexadecimal digits");
            return 0;
        }
        var start = cursor.Position;
        if (char.IsHighSurrogate((char)unit) && cursor.Take("\\u") && cursor.Hex(4) is { } low && char.IsLowSurrogate((char)low))
            return char.ConvertToUtf32((char)unit, (char)low);
        cursor.Position = start;
        return unit;
    }

    private static int Braced(PatternCursor cursor)
    {
        if (int.TryParse(cursor.Until('}'),
            System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 0x10FFFF)
            return value;
        cursor.Fail("'\\u{...}' isn't a valid code point");
        return 0;
    }

    private static CodePointSet Property(PatternCursor cursor, bool complement)
    {
        var name = PropertyName(cursor);
        if (name is "Any" or "ASCII")
        {
            var set = new CodePointSet().Add(0, name == "Any" ? 0x10FFFF : 0x7F);
            return complement ? set.Complement() : set;
        }
        if (UnicodeCategories.Find(name) is { } category)
            return new CodePointSet().AddCategory(category, complement);
        if (PosixClasses.Find(name) is { } posix && cursor.Tolerates($@"\p{{{name}}}"))
            return complement ? posix.Complement() : posix;
        cursor.Fail("only general categories and the Unicode properties Any and ASCII are supported");
        return null;
    }

    /// <summary>Reads the name in braces; other languages omit the braces of one-letter categories.</summary>
    private static string PropertyName(PatternCursor cursor)
    {
        if (cursor.Take("{"))
            return cursor.Until('}');
        if (!char.IsAsciiLetterUpper(cursor.Peek))
            cursor.Fail("'\\p' requires a name in braces");
        cursor.Extend(@"\pL");
        return ((char)cursor.Next()).ToString();
    }
}
