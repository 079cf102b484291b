using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Contract;

/// <summary>
/// GWK0019: a write-only stream of the framework is passed to <c>WrapRequestBody</c> or <c>WrapResponseBody</c>, which read.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WriteOnlyStreamAnalyzer() : PluginProjectAnalyzer(Rules.WriteOnlyStream)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var exchange = project.Find("GatewayKit.GatewayContext");
        var streams = project.FindAll(
            "System.IO.Compression.GZipStream", "System.IO.Compression.BrotliStream", "System.IO.Compression.DeflateStream",
                "System.IO.Compression.ZLibStream", "System.Security.Cryptography.CryptoStream");
        context.RegisterOperationAction(operation =>
        {
            var call = (IInvocationOperation)operation.Operation;
            if (call.TargetMethod.Name is not ("WrapRequestBody" or "WrapResponseBody") || !call.TargetMethod.ContainingType.Is(exchange))
                return;

            if (call.Arguments.Select(a => a.Value.Unconverted()).OfType<IAnonymousFunctionOperation>().FirstOrDefault() is not { } wrap)
                return;

            foreach (var created in wrap.Descendants().OfType<IObjectCreationOperation>())
            {
                // Nested functions and streams inside the function aren't the returned stream.
                if (created.Consumer() is IReturnOperation && created.InnerFunction().Is(wrap.Symbol)
                    && created.Type is INamedTypeSymbol type && streams.Contains(type) && created.Arguments.Any(IsForWriting))
                    operation.ReportDiagnostic(Diagnostic.Create(Rules.WriteOnlyStream, created.Syntax.GetLocation(), type.Name));
            }
        }, OperationKind.Invocation);
    }

    // 'CompressionMode.Compress', 'CryptoStreamMode.Write', or a level or options, which apply to compression only.
    private static bool IsForWriting(IArgumentOperation argument) => argument.Parameter?.Type.Name switch
    {
        "CompressionMode" or "CryptoStreamMode" => argument.Value.ConstantValue is { HasValue: true, Value: 1 },
        "CompressionLevel" or "BrotliCompressionOptions" or "ZLibCompressionOptions" => true,
        _ => false,
    };
}
