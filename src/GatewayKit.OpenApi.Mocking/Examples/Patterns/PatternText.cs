using System.Text;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A text that is being written from a pattern.</summary>
internal sealed class PatternText(ExampleRandom random, bool varies, bool usesEveryCharacter)
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, string> _groups = [];
    private ExampleRandom _random = random;
    private int _steps;

    /// <summary>Whether alternatives and lengths are random.</summary>
    public bool Varies => varies;

    /// <summary>Whether characters other than letters and digits are used even if letters and digits are allowed.</summary>
    public bool UsesEveryCharacter => usesEveryCharacter;

    public int Length => _text.Length;

    /// <summary>Whether enough text was written, or enough attempts were made.</summary>
    public bool IsFull => _text.Length > PatternPart.Endless || _steps > PatternPart.Endless;

    /// <summary>Counts a repetition: repeating an empty part takes time too.</summary>
    public void Step() => _steps++;

    /// <summary>Writes a code point. A lone surrogate, which <see cref="Rune"/> can't represent, is a text too.</summary>
    public static string ToText(int codePoint) => codePoint > 0xFFFF ? char.ConvertFromUtf32(codePoint) : ((char)codePoint).ToString();

    public int Below(int limit) => _random.Below(limit);

    public void Append(int codePoint) => _text.Append(ToText(codePoint));

    public void Append(string text) => _text.Append(text);

    public void Remember(int group, int start) => _groups[group] = _text.ToString(start, _text.Length - start);

    public void Repeat(int group) => _text.Append(IsFull ? "" : _groups.GetValueOrDefault(group));

    /// <summary>Returns the length of a part if the other parts leave it a minimum and a maximum.</summary>
    public int Share(PatternPart part, long least, long greatest)
    {
        var low = (int)Math.Clamp(least, part.Least, part.Greatest);
        var high = (int)Math.Clamp(greatest, low, part.Greatest);
        return Varies && high - low is > 0 and < 64 ? _random.Between(low, high) : Math.Clamp(part.Natural, low, high);
    }

    public override string ToString() => _text.ToString();
}
