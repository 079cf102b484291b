using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.HotPath;

/// <summary>The framework members that block a thread.</summary>
internal sealed class BlockingCalls(PluginProject project)
{
    private readonly ImmutableHashSet<INamedTypeSymbol> _tasks =
        project.FindAll("System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1",
            "System.Threading.Tasks.ValueTask", "System.Threading.Tasks.ValueTask`1");

    private readonly ImmutableHashSet<INamedTypeSymbol> _awaiters = project.FindAll(
        "System.Runtime.CompilerServices.TaskAwaiter", "System.Runtime.CompilerServices.TaskAwaiter`1",
        "System.Runtime.CompilerServices.ValueTaskAwaiter", "System.Runtime.CompilerServices.ValueTaskAwaiter`1",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable+ConfiguredValueTaskAwaiter",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1+ConfiguredValueTaskAwaiter");

    private readonly ImmutableHashSet<INamedTypeSymbol> _waits = project.FindAll("System.Threading.SemaphoreSlim",
        "System.Threading.ManualResetEventSlim", "System.Threading.CountdownEvent", "System.Threading.Barrier");

    private readonly INamedTypeSymbol? _thread = project.Find("System.Threading.Thread");
    private readonly INamedTypeSymbol? _handle = project.Find("System.Threading.WaitHandle");
    private readonly INamedTypeSymbol? _client = project.Find("System.Net.Http.HttpClient");

    public bool IsTask(ITypeSymbol? type) => type?.OriginalDefinition is INamedTypeSymbol named && _tasks.Contains(named);

    /// <summary>Finds the blocking member of an operation.</summary>
    /// <param name="operation">A call or a property access.</param>
    /// <param name="awaited">The awaited task, if it is a local, a parameter or a field.</param>
    /// <returns>The name of the member; <c>null</c> if the operation doesn't block.</returns>
    public string? Name(IOperation operation, out ISymbol? awaited)
    {
        awaited = null;
        if (operation is IPropertyReferenceOperation { Property.Name: "Result" } property && IsTask(property.Property.ContainingType))
        {
            awaited = property.Instance.Named();
            return "Result";
        }

        if (operation is not IInvocationOperation call || WaitsForNothing(call))
            return null;

        var (type, name) = (call.TargetMethod.ContainingType, call.TargetMethod.Name);
        var blocks = name switch
        {
            "GetResult" => _awaiters.Contains(type.OriginalDefinition),
            "Wait" => IsTask(type) || _waits.Contains(type),
            "WaitAll" or "WaitAny" => IsTask(type) || type.Is(_handle),
            "WaitOne" => type.Is(_handle),
            "SignalAndWait" => type.Is(_handle) || _waits.Contains(type),
            "Sleep" or "Join" => type.Is(_thread),
            "Send" => type.Is(_client),
            _ => false,
        };
        if (!blocks)
            return null;

        awaited = Task(call.Instance).Named();
        return name is "GetResult" ? "GetAwaiter().GetResult()" : $"{type.Name}.{name}";
    }

    // Looks through .GetAwaiter() and .ConfigureAwait(false).
    private static IOperation? Task(IOperation? instance)
    {
        while (instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter" or "ConfigureAwait" or "AsTask" } call)
            instance = call.Instance;
        return instance;
    }

    // Wait(0) checks the state without blocking.
    private static bool WaitsForNothing(IInvocationOperation call)
        => call.TargetMethod.Name != "Sleep" && call.Arguments.Length > 0
            && (call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 }
                || call.Arguments[0].Value.Named() is { Name: "Zero" });
}
