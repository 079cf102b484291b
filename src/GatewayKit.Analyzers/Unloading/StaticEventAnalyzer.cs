using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0007: a type subscribes to a process-wide event and never unsubscribes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StaticEventAnalyzer() : PluginProjectAnalyzer(Rules.StaticEvent)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        // Instances of these types live as long as the process, and so do their events.
        var lasting = project.FindAll("System.AppDomain", "System.Runtime.Loader.AssemblyLoadContext");
        context.RegisterSymbolStartAction(type =>
        {
            var added = new ConcurrentBag<(IEventSymbol Event, Location Location)>();
            var removed = new ConcurrentBag<IEventSymbol>();
            type.RegisterOperationAction(operation =>
            {
                var assignment = (IEventAssignmentOperation)operation.Operation;
                // A nested type is analyzed separately.
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

    // Events of the plugin's own assembly don't outlive it.
    private static bool Lasts(IEventSymbol target, ImmutableHashSet<INamedTypeSymbol> lasting, PluginProject project)
        => (target.IsStatic || lasting.Contains(target.ContainingType)) && !project.IsOwn(target);
}
