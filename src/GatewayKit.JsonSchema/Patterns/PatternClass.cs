namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Reads a character class: the contents of brackets.</summary>
internal static class PatternClass
{
    public static string Translate(PatternCursor cursor)
    {
        var (set, negated) = Read(cursor);
        return set.ToPattern(negated);
    }

    /// <summary>The set in the brackets, and whether it is negated.</summary>
    public static (CodePointSet Set, bool Negated) Read(PatternCursor cursor)
    {
        var negated = cursor.Take("^");
        var set = new CodePointSet();
        while (!cursor.Take("]"))
        {
            if (cursor.AtEnd)
                cursor.Fail("']' is missing");
            AddAtom(set, cursor);
        }
        return (set, negated);
    }

    private static void AddAtom(CodePointSet set, PatternCursor cursor)
    {
        if (Atom(cursor, set) is not { } first)
            return;
        if (!cursor.Is("-") || cursor.Is("-]"))
        {
            set.Add(first, first);
            return;
        }
        cursor.Next();
        var last = Atom(cursor, set);
        if (last < first)
            cursor.Fail("a range ends before it starts");
        // A range with a set, such as [a-\d], means its three parts.
        set.Add(first, last ?? first);
        if (last is null)
            set.Add('-', '-');
    }

    /// <summary>Returns one code point; <c>null</c> for a set, which is added.</summary>
    private static int? Atom(PatternCursor cursor, CodePointSet set)
    {
        if (cursor.Is("[:") && Posix(cursor, set))
            return null;
        if (!cursor.Take("\\"))
            return cursor.Next();
        if (PatternEscapes.Set(cursor) is { } escaped)
        {
            set.Add(escaped);
            return null;
        }
        return cursor.Take("b") ? '\b' : PatternEscapes.Character(cursor);
    }

    /// <summary>Reads a POSIX class, such as <c>[:alpha:]</c>, which other languages support.</summary>
    private static bool Posix(PatternCursor cursor, CodePointSet set)
    {
        var start = cursor.Position;
        cursor.Take("[:");
        var name = cursor.UntilOrEnd(":]");
        var isNegated = name.StartsWith('^');
        if (PosixClasses.Find(isNegated ? name[1..] : name) is { } posix && cursor.Tolerates($"[:{name}:]"))
        {
            set.Add(isNegated ? posix.Complement() : posix);
            return true;
        }
        cursor.Position = start;
        return false;
    }
}
