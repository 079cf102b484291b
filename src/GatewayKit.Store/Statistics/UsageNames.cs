namespace GatewayKit.Store.Statistics;

/// <summary>Names that every database can store: of bounded length, without NUL, and with valid surrogates only.</summary>
internal static class UsageNames
{
    public const int MaximumLength = 256;

    private const char Replacement = '\uFFFD';

    public static string Of(string name)
    {
        if (name.Length <= MaximumLength && name.AsSpan().IndexOfAnyInRange('\0', '\0') < 0
            && name.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return name;

        var characters = name[..Math.Min(name.Length, MaximumLength)].ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && char.IsSurrogatePair(characters[i], characters[i + 1]))
                i++;
            else if (characters[i] == '\0' || char.IsSurrogate(characters[i]))
                characters[i] = Replacement;
        }

        return new string(characters);
    }
}
