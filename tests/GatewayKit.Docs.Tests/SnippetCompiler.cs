using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GatewayKit.Docs;

/// <summary>Compiles the blocks of code of a document as the project that their mark names would.</summary>
internal static partial class SnippetCompiler
{
    private const string Sdk =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    // What the project file of docs/writing-a-plugin.md brings: ImplicitUsings of Microsoft.NET.Sdk, and nothing else.
    private const string PluginUsings = Sdk;

    private const string HostUsings = Sdk
        + "global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;"
        + "global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using "
        + "Microsoft.Extensions.Configuration;"
        + "global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using "
        + "Microsoft.Extensions.Logging;";

    private const string TestUsings = Sdk
        + "global using GatewayKit; global using GatewayKit.Testing; global using Microsoft.Extensions.DependencyInjection; global "
        + "using Xunit;";

    // As in every project of the SDK: a library may be built against an older .NET.
    private static readonly KeyValuePair<string, ReportDiagnostic>[] s_quiet =
        [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    /// <summary>The plugins of a document, as an assembly of their own; null if it has none.</summary>
    public static Assembly? Plugins(Document document)
        => document.Blocks.Any(IsPlugin) ? Assembly.Load(Image(Compile(document))) : null;

    /// <summary>What the compiler has to say to the document, as lines <c>docs/x.md(12,3): error CS...</c></summary>
    public static IReadOnlyList<string> Diagnose(Document document)
    {
        var plugins = Compile(document);
        var lines = Diagnose(document, plugins, 0).ToList();
        if (lines.Count > 0)
            return lines;

        MetadataReference[] all = [.. SnippetReferences.Of(document), MetadataReference.CreateFromImage(Image(plugins))];
        foreach (var block in document.Blocks)
        {
            if (IsCode(block, "host"))
                lines.AddRange(Diagnose(document, Create(OutputKind.ConsoleApplication, all, HostUsings, [block.Code]), block.Line - 1));
            else if (IsCode(block, "tests"))
                lines.AddRange(Diagnose(
                    document, Create(OutputKind.DynamicallyLinkedLibrary, all, TestUsings, [block.Code]), block.Line - 1));
            else if (IsCode(block, "test"))
                lines.AddRange(Diagnose(document,
                    Create(OutputKind.DynamicallyLinkedLibrary, all, TestUsings, [Method("async Task", "", block.Code)]), block.Line - 2));
            else if (IsCode(block, "body"))
                lines.AddRange(Diagnose(document, Create(OutputKind.DynamicallyLinkedLibrary, all, Sdk + Hoisted(block.Code),
                    [Method(ReturnType(block.Code), block.Mark("given") ?? "", UsingLine().Replace(block.Code, ""))]), block.Line - 2));
        }

        return lines;
    }

    // Each block keeps its lines, so that a message names the line of the document.
    private static CSharpCompilation Compile(Document document) => Create(
        OutputKind.DynamicallyLinkedLibrary, SnippetReferences.Of(document), PluginUsings,
        document.Blocks.Where(IsPlugin).Select(b => new string('\n', b.Line - 1) + b.Code));

    private static string Method(string returns, string parameters, string body)
        => $"file class Snippet {{ public {returns} Run({parameters}) {{\n{body}\n}} }}";

    private static string ReturnType(string body) => body.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void";

    // A body of a method can't begin with them.
    private static string Hoisted(string code) => string.Concat(UsingLine().Matches(code).Select(line => "global " + line.Value));

    private static CSharpCompilation Create(
        OutputKind kind, IEnumerable<MetadataReference> references, string usings, IEnumerable<string> files)
        => CSharpCompilation.Create(
            $"Docs{Guid.NewGuid():N}",
            files
                .Prepend(usings)
                .Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None))),
            references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: s_quiet));

    private static IEnumerable<string> Diagnose(Document document, CSharpCompilation compilation, int linesBefore)
        => compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d =>
            $"{document.Name}({d.Location.GetLineSpan().StartLinePosition.Line + 1 + linesBefore}): {d.Id}: "
                + $"{d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");

    private static byte[] Image(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    private static bool IsPlugin(Block block) => IsCode(block, "plugin");

    private static bool IsCode(Block block, string kind) => block.Language is "csharp" or "" && block.Mark("compile") == kind;

    [GeneratedRegex(@"^using [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
