using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GatewayKit.Analyzers.Tests.Support;

/// <summary>C# in a project of its own, with the frameworks that the tests run on and, unless asked otherwise, the contract.</summary>
internal static class PluginCode
{
    // What the SDK adds to a plugin project.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_frameworks = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(p))) is "Microsoft.NETCore.App"
                or "Microsoft.AspNetCore.App")
            .Select(p => MetadataReference.CreateFromFile(p))]);

    public static Document Create(string code, bool withContract = true)
    {
        var workspace = new AdhocWorkspace();
        var references = s_frameworks.Value;
        if (withContract)
            references = references.Add(MetadataReference.CreateFromFile(typeof(IGatewayPlugin).Assembly.Location));
        var project = workspace.AddProject(
            ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Plugin", "Plugin", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: references));
        project = project.AddDocument("Usings.cs", SourceText.From(Usings)).Project;
        return project.AddDocument("Plugin.cs", SourceText.From(code));
    }

    /// <summary>What analyzers report. Code that doesn't compile is a mistake in the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Document document, params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var found = await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return [.. found.Where(d => d.Id.StartsWith("GWK", StringComparison.Ordinal)).OrderBy(d => d.Location.SourceSpan.Start)];
    }
}
