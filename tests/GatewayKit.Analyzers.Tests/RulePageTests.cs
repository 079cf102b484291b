using System.Reflection;
using System.Text.RegularExpressions;
using GatewayKit.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GatewayKit.Analyzers.Tests;

/// <summary>Holds <c>docs/analyzers</c> to the rules: each has a page, and what the page shows is what the rule does.</summary>
public class RulePageTests
{
    private static readonly DiagnosticDescriptor[] s_rules =
        [.. typeof(Rules).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];

    private static readonly DiagnosticAnalyzer[] s_analyzers = [.. typeof(Rules).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
        .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    public static TheoryData<string> Ids => [.. s_rules.Select(r => r.Id)];

    [Fact]
    public void Every_rule_has_one_analyzer_and_a_row_in_the_index()
    {
        var index = File.ReadAllText(PathOf("README.md"));

        Assert.Equal(s_rules.Select(r => r.Id),
            s_analyzers.SelectMany(a => a.SupportedDiagnostics).Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.All(s_rules, r => Assert.Contains($"| [{r.Id}]({r.Id}.md) | {r.Title} |", index, StringComparison.Ordinal));
        Assert.All(s_rules, r => Assert.Equal($"docs/analyzers/{r.Id}.md", r.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_rules_page_shows_what_it_reports_and_what_it_accepts(string id)
    {
        var page = await File.ReadAllTextAsync(PathOf(id + ".md"));
        var rule = s_rules.Single(r => r.Id == id);
        var analyzer = s_analyzers.Single(a => a.SupportedDiagnostics.Contains(rule));
        var code = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToArray();

        Assert.StartsWith($"# {id}: {rule.Title}\n\nCategory: {rule.Category}. Severity: warning.", page, StringComparison.Ordinal);
        Assert.Equal(2, code.Length);
        Assert.Contains(await PluginCode.AnalyzeAsync(PluginCode.Create(code[0]), analyzer), d => d.Id == id);
        Assert.Empty(await PluginCode.AnalyzeAsync(PluginCode.Create(code[1]), s_analyzers));
    }

    private static string PathOf(string page) => Path.Combine(Repository.Root, "docs", "analyzers", page);
}
