using System.Text;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>Generates texts that match a pattern. For a regular pattern, the first attempt always matches. With lookaround, word boundaries
/// and back references it may not, so every text must be checked.</summary>
internal sealed class PatternExample
{
    private readonly PatternPart _part;
    private readonly PatternPart[] _wanted;
    private readonly bool _startIsOpen;
    private readonly bool _endIsOpen;

    private PatternExample(PatternPart part, PatternParser parser)
        => (_part, _wanted, _startIsOpen, _endIsOpen) = (part, [.. parser.Wanted], !parser.IsAnchoredAtStart, !parser.IsAnchoredAtEnd);

    /// <summary>The minimum length of a matching text, in code points.</summary>
    public int Least => _part.Least;

    /// <summary>Returns the generator of a pattern; <c>null</c> if nothing can match.</summary>
    public static PatternExample? Of(string pattern)
    {
        try
        {
            var (part, parser) = PatternParser.Parse(pattern);
            return part.Least < PatternPart.Endless ? new PatternExample(part, parser) : null;
        }
        catch (PatternException)
        {
            return null;
        }
    }

    /// <param name="random">The source of randomness.</param>
    /// <param name="least">The minimum length in code points.</param>
    /// <param name="greatest">The maximum length in code points.</param>
    /// <param name="attempt">The number of failed attempts.</param>
    /// <param name="varies">Whether length and alternatives are random even in the first attempt.</param>
    public string Make(ref ExampleRandom random, int least, int greatest, int attempt, bool varies)
    {
        varies |= attempt > 0;
        var low = Math.Clamp(least, _part.Least, _part.Greatest);
        var high = Math.Clamp(greatest, low, Math.Max(low, Math.Min(_part.Greatest, Math.Max(_part.Natural, low) + 16)));
        var length = varies ? random.Between(low, high) : Math.Clamp(_part.Natural, low, high);
        var text = new PatternText(new ExampleRandom(random.Next()), varies, usesEveryCharacter: attempt % 4 == 3);
        _part.Write(text, length);
        var written = _wanted.Length == 0 ? text.ToString() : WithWanted(text.ToString(), ref random);
        return Pad(written, least, attempt, ref random);
    }

    /// <summary>Replaces some characters with the texts that lookaheads require.</summary>
    private string WithWanted(string text, ref ExampleRandom random)
    {
        var result = new StringBuilder(text);
        foreach (var wanted in _wanted)
        {
            var part = new PatternText(new ExampleRandom(random.Next()), varies: true, usesEveryCharacter: random.Chance(30));
            wanted.Write(part, Math.Max(wanted.Least, Math.Min(wanted.Natural, 1)));
            var piece = part.ToString();
            if (piece.Length > 0 && piece.Length <= result.Length)
            {
                var place = random.Below(result.Length - piece.Length + 1);
                result.Remove(place, piece.Length).Insert(place, piece);
            }
        }
        return result.ToString();
    }

    /// <summary>A pattern without anchors matches a part of the text, so more text may surround it.</summary>
    private string Pad(string text, int least, int attempt, ref ExampleRandom random)
    {
        var missing = least - text.Length;
        if (missing <= 0 && attempt % 6 == 5)
            return _startIsOpen && _endIsOpen ? $"a{text}a" : text; // The word must continue here.
        if (missing <= 0 || (!_startIsOpen && !_endIsOpen && attempt < 2))
            return text;
        // An anchor may be in only one of several alternatives: after some attempts, try both sides.
        var atEnd = attempt < 4 ? _endIsOpen : attempt % 2 == 0;
        var padding = new StringBuilder(missing);
        for (var i = 0; i < missing; i++)
            padding.Append((char)('a' + random.Below(26)));
        if (attempt / 2 % 2 == 1)
            padding[atEnd ? 0 : ^1] = ' '; // The word must start or end here.
        return atEnd ? text + padding : padding + text;
    }
}
