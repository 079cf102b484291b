using System.Text.RegularExpressions;
using GatewayKit.JsonSchema.Patterns;

namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A character of a set. Letters and digits are preferred.</summary>
internal sealed class Characters : PatternPart
{
    private const string Readable = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Others =
        "-_ .,:;!?@#$%&*+=/\\|~^'\"`()[]{}<>\t\n\räéñßжяαω中日한Ǆʰ"
        + "\u0301\u0903\u20DD٣Ⅷ½‿–»«€¬ˇ©\u00A0\u2028\u2029\u0001\u00AD\uE000\u0378\U0001F600";

    private readonly int[] _members;
    private readonly int _readable;

    private Characters(int[] members, int readable) => (_members, _readable) = (members, readable);

    public override int Least => 1;

    public override int Greatest => 1;

    public override int Natural => 1;

    public static Characters Of(int codePoint) => new([codePoint], 1);

    /// <summary>Returns some characters of a set; <c>null</c> if none is found.</summary>
    public static Characters? Of(CodePointSet set, bool negated)
    {
        var regex = new Regex($@"\A{set.ToPattern(negated)}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var readable = Members(Readable.Select(character => (int)character), regex);
        var others = Members(Others.EnumerateRunes().Select(rune => rune.Value).Concat(negated ? [] : set.Ends), regex);
        int[] members = [.. readable, .. others.Except(readable)];
        return members.Length == 0 ? null : new Characters(members, readable.Length);
    }

    public override void Write(PatternText text, int length)
        => text.Append(_members[text.Below(_readable > 0 && !text.UsesEveryCharacter ? _readable : _members.Length)]);

    private static int[] Members(IEnumerable<int> candidates, Regex regex)
        => [.. candidates.Distinct().Where(candidate => regex.IsMatch(PatternText.ToText(candidate)))];
}
