using System.Text;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>The rules for one kind of body.</summary>
internal sealed class Replacements
{
    private readonly ReplacementRules _rules;
    private readonly byte[][] _replacements;

    private Replacements(IReadOnlyList<ReplacementRule> rules)
    {
        _rules = new ReplacementRules([.. rules.Select(rule => new Needle(rule.Find, rule.IgnoreCase))]);
        _replacements = [.. rules.Select(rule => Encoding.UTF8.GetBytes(rule.Replace))];
        Change = body => new ReplacedBody(body, _rules, _replacements);
    }

    /// <summary>Returns the changed text of a stream.</summary>
    public Func<Stream, Stream> Change { get; }

    /// <returns>The rules; <c>null</c> if there are none.</returns>
    public static Replacements? Of(IReadOnlyList<ReplacementRule> rules) => rules.Count == 0 ? null : new Replacements(rules);
}
