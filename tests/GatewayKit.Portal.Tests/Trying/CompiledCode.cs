using System.Reflection;
using GatewayKit.Portal.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GatewayKit.Portal.Tests.Trying;

/// <summary>Compiles and runs code of C#, as a project with implicit usings does.</summary>
internal static class CompiledCode
{
    private const string Usings = "global using System; global using System.Net.Http; global using System.Threading.Tasks;";

    public static async Task RunAsync(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Code", [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(code)], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

        var main = Assembly.Load(assembly.ToArray()).EntryPoint!;
        await Task.Run(() => main.Invoke(null, [Array.Empty<string>()])).WaitAsync(PortalHost.Patience);
    }
}
