using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0001: System.Text.Json without source-generated metadata.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReflectionJsonAnalyzer() : PluginProjectAnalyzer(Rules.ReflectionJson)
{
    // Their methods read a type's members by reflection, unless a parameter provides its metadata.
    private static readonly string[] s_serializers =
    [
        "System.Text.Json.JsonSerializer",
        "System.Text.Json.Nodes.JsonValue",
        "System.Net.Http.Json.JsonContent",
        "System.Net.Http.Json.HttpClientJsonExtensions",
        "System.Net.Http.Json.HttpContentJsonExtensions",
        "Microsoft.AspNetCore.Http.HttpRequestJsonExtensions",
        "Microsoft.AspNetCore.Http.HttpResponseJsonExtensions",
        "Microsoft.AspNetCore.Http.Results",
        "Microsoft.AspNetCore.Http.TypedResults",
    ];

    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var serializers = project.FindAll(s_serializers);
        var metadata = project.FindAll("System.Text.Json.Serialization.Metadata.JsonTypeInfo",
            "System.Text.Json.Serialization.Metadata.JsonTypeInfo`1", "System.Text.Json.Serialization.JsonSerializerContext");
        context.RegisterOperationAction(operation => Check(operation, serializers, metadata), OperationKind.Invocation);
    }

    private static void Check(
        OperationAnalysisContext context, ImmutableHashSet<INamedTypeSymbol> serializers, ImmutableHashSet<INamedTypeSymbol> metadata)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (!serializers.Contains(method.ContainingType) || !IsJson(method)
            || method.Parameters.Any(p => p.Type.OriginalDefinition is INamedTypeSymbol type && metadata.Contains(type)))
            return;

        var type = Subject(call);
        if (type is null || !IsPlain(type))
            context.ReportDiagnostic(Diagnostic.Create(Rules.ReflectionJson, call.Syntax.GetLocation(),
                $"{method.ContainingType.Name}.{method.Name}",
                type?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) ?? "object"));
    }

    private static bool IsJson(IMethodSymbol method) => method.ContainingType.Name switch
    {
        "Results" or "TypedResults" => method.Name == "Json",
        "JsonValue" => method is { Name: "Create", IsGenericMethod: true },
        "JsonSerializer" => method.Name.StartsWith("Serialize", StringComparison.Ordinal)
            || method.Name.StartsWith("Deserialize", StringComparison.Ordinal),
        _ => method.Name.IndexOf("Json", StringComparison.Ordinal) >= 0 || method.Name == "Create",
    };

    // The type argument; otherwise the static type of the value; otherwise the type of a typeof().
    private static ITypeSymbol? Subject(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length > 0)
            return call.TargetMethod.TypeArguments[0];

        return call.Arguments.Select(a => a.Value.Unconverted()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
    }

    // Types that the framework's converters handle without reflection on types of the plugin.
    private static bool IsPlain(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPlain(array.ElementType),
        { SpecialType: SpecialType.System_Object } => false,
        { SpecialType: not SpecialType.None } and not INamedTypeSymbol { IsGenericType: true } => true,
        INamedTypeSymbol { IsGenericType: true } named when IsInSystem(named) => named.TypeArguments.All(IsPlain),
        INamedTypeSymbol { TypeKind: not TypeKind.Error } named => IsInSystem(named) && named.ContainingNamespace.ToDisplayString()
            is "System" or "System.Text.Json" or "System.Text.Json.Nodes",
        _ => false,
    };

    private static bool IsInSystem(INamedTypeSymbol type)
        => type.ContainingAssembly?.Name.StartsWith("System.", StringComparison.Ordinal) == true;
}
