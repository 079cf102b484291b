using System.Globalization;
using System.Text;

namespace GatewayKit.JsonSchema.Patterns;

/// <summary>A set of code points: ranges and general categories. .NET matches UTF-16, so code points beyond U+FFFF become surrogate
/// pairs.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private const string AnyPair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly List<(int First, int Last)> _ranges = [];
    private readonly StringBuilder _categories = new();
    private bool _wholeSupplement;

    public static CodePointSet Digits => new CodePointSet().Add('0', '9');

    public static CodePointSet WordCharacters => Digits.Add('A', 'Z').Add('a', 'z').Add('_', '_');

    /// <summary>White space and line terminators (ECMA-262, sections 12.2 and 12.3).</summary>
    public static CodePointSet Spaces => LineTerminators.Add('\t', '\t').Add('\v', '\f').Add(' ', ' ').Add(0xA0, 0xA0).Add(0x1680, 0x1680)
        .Add(0x2000, 0x200A).Add(0x202F, 0x202F).Add(0x205F, 0x205F).Add(0x3000, 0x3000).Add(0xFEFF, 0xFEFF);

    public static CodePointSet LineTerminators => new CodePointSet().Add('\n', '\n').Add('\r', '\r').Add(0x2028, 0x2029);

    /// <summary>The first and last code points of the ranges, inclusive.</summary>
    public IEnumerable<int> Ends => _ranges.SelectMany(range => new[] { range.First, range.Last });

    public CodePointSet Add(int first, int last)
    {
        _ranges.Add((first, last));
        return this;
    }

    public CodePointSet Add(CodePointSet other)
    {
        _ranges.AddRange(other._ranges);
        _categories.Append(other._categories);
        _wholeSupplement |= other._wholeSupplement;
        return this;
    }

    /// <summary>Adds a general category or its complement. .NET only supports the categories of U+0000 to U+FFFF: characters beyond are in
    /// no category, and in every complement.</summary>
    public CodePointSet AddCategory(string category, bool complement)
    {
        _categories.Append(complement ? @"\P{" : @"\p{").Append(category).Append('}');
        _wholeSupplement |= complement;
        return this;
    }

    /// <summary>Returns the complement; only for sets without categories.</summary>
    public CodePointSet Complement()
    {
        var complement = new CodePointSet();
        var next = 0;
        foreach (var (first, last) in _ranges.Order())
        {
            if (first > next)
                complement.Add(next, first - 1);
            next = Math.Max(next, last + 1);
        }
        return next <= Last ? complement.Add(next, Last) : complement;
    }

    public string ToPattern(bool negated)
    {
        var basic = Basic();
        var supplement = negated ? string.Join('|', NegatedSupplement()) : string.Join('|', Supplement());
        if (!negated)
            return supplement.Length == 0
                ? basic.Length == 0 ? @"[^\s\S]" : $"[{basic}]"
                : $"(?:{supplement}{(basic.Length == 0 ? "" : $"|[{basic}]")})";
        return $"(?:[^{basic}\\uD800-\\uDFFF]{(supplement.Length == 0 ? "" : "|" + supplement)})";
    }

    private string Basic()
    {
        var basic = new StringBuilder();
        foreach (var (first, last) in _ranges.Where(range => range.First <= 0xFFFF))
        {
            basic.Append(Escape(first));
            if (last > first)
                basic.Append('-').Append(Escape(Math.Min(last, 0xFFFF)));
        }
        return basic.Append(_categories).ToString();
    }

    private IEnumerable<string> NegatedSupplement()
    {
        if (_wholeSupplement)
            return [];
        var ranges = new CodePointSet();
        ranges._ranges.AddRange(_ranges);
        return ranges.Complement().Supplement();
    }

    private IEnumerable<string> Supplement()
    {
        if (_wholeSupplement)
            return [AnyPair];
        return _ranges.Where(range => range.Last > 0xFFFF).SelectMany(range => Pairs(Math.Max(range.First, 0x10000), range.Last));
    }

    private static List<string> Pairs(int first, int last)
    {
        if (first == 0x10000 && last == Last)
            return [AnyPair];
        var (high, low) = Split(first);
        var (lastHigh, lastLow) = Split(last);
        if (high == lastHigh)
            return [$"{Escape(high)}[{Escape(low)}-{Escape(lastLow)}]"];
        var pairs = new List<string> { $"{Escape(high)}[{Escape(low)}-\\uDFFF]" };
        if (high + 1 < lastHigh)
            pairs.Add($"[{Escape(high + 1)}-{Escape(lastHigh - 1)}][\\uDC00-\\uDFFF]");
        pairs.Add($"{Escape(lastHigh)}[\\uDC00-{Escape(lastLow)}]");
        return pairs;
    }

    private static (int High, int Low) Split(int codePoint)
        => (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    private static string Escape(int unit) => "\\u" + unit.ToString("X4", CultureInfo.InvariantCulture);
}
