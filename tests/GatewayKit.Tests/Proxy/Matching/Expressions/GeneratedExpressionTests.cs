using System.Text.RegularExpressions;
using GatewayKit.Proxy.Matching.Expressions;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Proxy.Matching.Expressions;

/// <summary>Generated expressions match what .NET's match.</summary>
[Trait("Cases", "Generated")]
public sealed class GeneratedExpressionTests
{
    private const string Signs = @"ab()[]{}|*+?^$\.-,:<>=!PQEdwx0129i";

    private static readonly string[] s_atoms =
        ["a", "b", "c", ".", "[ab]", "[^a]", "[a-c1]", @"\d", @"\w", @"\W", @"\S", "/", @"\.", "-", "^", "$", @"\b", @"\B", "[[-b]", ""];

    private static readonly string[] s_times = ["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?"];

    /// <summary>Always as many: .NET backtracks for minutes in expressions of later seeds.</summary>
    [Fact]
    public void Generated_expressions_match_what_those_of_NET_match()
    {
        for (var seed = 0; seed < 1_500; seed++)
        {
            var random = new Random(seed);
            var pattern = Pattern(random, 3);
            var expected = new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(60));
            var actual = LinearRegex.Create(pattern);
            for (var i = 0; i < 8; i++)
            {
                var text = new string([.. Enumerable.Range(0, random.Next(7)).Select(_ => "abcABC1/.-["[random.Next(11)])]);
                Assert.True(
                    expected.IsMatch(text) == actual.IsMatch(text), $"Seed {seed}: '{pattern}' and '{text}': {actual.IsMatch(text)}");
            }
        }
    }

    [Fact]
    public void Any_text_is_an_expression_or_an_error()
    {
        for (var seed = 0; seed < Cases.Of(3_000); seed++)
        {
            var random = new Random(seed);
            var pattern = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Signs[random.Next(Signs.Length)])]);
            try
            {
                LinearRegex.Create(pattern).IsMatch("ab(0)/x");
            }
            catch (ArgumentException)
            {
                // Any other exception fails the test.
            }
        }
    }

    private static string Pattern(Random random, int depth)
    {
        var text = "";
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var atom = depth > 0 && random.Next(3) == 0
                ? $"{(random.Next(4) == 0 ? "(?i:" : random.Next(2) == 0 ? "(?:" : "(")}{Pattern(random, depth - 1)}"
                    + $"{(random.Next(2) == 0 ? $"|{Pattern(random, depth - 1)}" : "")})"
                : s_atoms[random.Next(s_atoms.Length)];
            text += atom.Length > 0 && atom is not ("^" or "$" or @"\b" or @"\B") && random.Next(3) == 0
                ? atom + s_times[random.Next(s_times.Length)]
                : atom;
        }

        return text;
    }
}
