namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>Reads a class: what stands between brackets.</summary>
internal static class PatternClass
{
    public static string Translate(PatternCursor cursor)
    {
        var (set, negated) = Read(cursor);
        return set.ToPattern(negated);
    }

    /// <summary>What stands between the brackets, and whether anything else is meant.</summary>
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
        // A range to a set, such as [a-\d], means its three parts.
        set.Add(first, last ?? first);
        if (last is null)
            set.Add('-', '-');
    }

    /// <summary>One code point; null if it was a set, which is added.</summary>
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

    /// <summary>A class of POSIX, such as <c>[:alpha:]</c>, which other languages know.</summary>
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
