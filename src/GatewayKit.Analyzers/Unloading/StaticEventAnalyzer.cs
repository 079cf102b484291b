using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0007: a subscription to an event that lives as long as the process, in a type that never takes it back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StaticEventAnalyzer() : PluginProjectAnalyzer(Rules.StaticEvent)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        // Their instances live as long as the process, so their events do as well.
        var lasting = project.FindAll("System.AppDomain", "System.Runtime.Loader.AssemblyLoadContext");
        context.RegisterSymbolStartAction(type =>
        {
            var added = new ConcurrentBag<(IEventSymbol Event, Location Location)>();
            var removed = new ConcurrentBag<IEventSymbol>();
            type.RegisterOperationAction(operation =>
            {
                var assignment = (IEventAssignmentOperation)operation.Operation;
                // A nested type has actions of its own.
                if (!operation.ContainingSymbol.ContainingType.Is(type.Symbol)
                    || assignment.EventReference is not IEventReferenceOperation { Event: var target } || !Lasts(target, lasting, project))
                    return;

                if (assignment.Adds)
                    added.Add((target, assignment.Syntax.GetLocation()));
                else
                    removed.Add(target);
            }, OperationKind.EventAssignment);
            type.RegisterSymbolEndAction(end =>
            {
                foreach (var (target, location) in added.Where(a => !removed.Contains(a.Event, SymbolEqualityComparer.Default)))
                    end.ReportDiagnostic(Diagnostic.Create(Rules.StaticEvent, location, $"{target.ContainingType.Name}.{target.Name}"));
            });
        }, SymbolKind.NamedType);
    }

    // An event of the plugin's own assembly goes with it.
    private static bool Lasts(IEventSymbol target, ImmutableHashSet<INamedTypeSymbol> lasting, PluginProject project)
        => (target.IsStatic || lasting.Contains(target.ContainingType)) && !project.IsOwn(target);
}
