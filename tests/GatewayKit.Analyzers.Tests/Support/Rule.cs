using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GatewayKit.Analyzers.Tests.Support;

/// <summary>One rule, and what it says about code in which <c>[|…|]</c> marks what it must report.</summary>
internal sealed class Rule<TAnalyzer>(string id)
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private const string Opening = "[|";
    private const string Closing = "|]";

    public async Task ReportsAsync(string marked)
    {
        var (code, expected) = Read(marked);
        Assert.NotEmpty(expected);
        Assert.Equal(Lines(code, expected), Lines(code, await FindAsync(PluginCode.Create(code))));
    }

    public async Task AcceptsAsync(string code, bool withContract = true)
        => Assert.Empty(Lines(code, await FindAsync(PluginCode.Create(code, withContract))));

    /// <summary>Fixes what is reported, one after another, until nothing that can be fixed is left.</summary>
    public async Task IsFixedAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new()
    {
        var document = PluginCode.Create(before);
        for (var round = 0; round < 10; round++)
        {
            if (await FindFixAsync<TFix>(document) is not { } action)
                break;

            var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
            document = operation.ChangedSolution.GetDocument(document.Id)!;
        }

        Assert.Equal(after, (await document.GetTextAsync()).ToString());
        await FindAsync(document);
    }

    /// <summary>Reported, and left to the author.</summary>
    public Task HasNoFixAsync<TFix>(string code)
        where TFix : CodeFixProvider, new() => IsFixedAsync<TFix>(code, code);

    private static async Task<CodeAction?> FindFixAsync<TFix>(Document document)
        where TFix : CodeFixProvider, new()
    {
        CodeAction? found = null;
        foreach (var diagnostic in await PluginCode.AnalyzeAsync(document, new TAnalyzer()))
        {
            await new TFix().RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => found ??= action, CancellationToken.None));
            if (found is not null)
                break;
        }

        return found;
    }

    private async Task<ImmutableArray<TextSpan>> FindAsync(Document document)
    {
        var found = await PluginCode.AnalyzeAsync(document, new TAnalyzer());
        return [.. found.Where(d => d.Id == id).Select(d => d.Location.SourceSpan)];
    }

    private static string[] Lines(string code, IEnumerable<TextSpan> spans)
        => [.. spans.Select(s => $"{code[..s.Start].Count(c => c == '\n') + 1}: {code.Substring(s.Start, s.Length)}")];

    private static (string Code, ImmutableArray<TextSpan> Spans) Read(string marked)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        while (marked.IndexOf(Opening, StringComparison.Ordinal) is var start and >= 0)
        {
            marked = marked.Remove(start, Opening.Length);
            var end = marked.IndexOf(Closing, start, StringComparison.Ordinal);
            marked = marked.Remove(end, Closing.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return (marked, spans.ToImmutable());
    }
}
