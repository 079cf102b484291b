using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GatewayKit.Analyzers;

/// <summary>Base class of analyzers that run only in projects that reference the plugin contract.</summary>
internal abstract class PluginProjectAnalyzer(params DiagnosticDescriptor[] rules) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. rules];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (PluginProject.Of(start.Compilation) is { } project)
                Start(start, project);
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context, PluginProject project);
}
