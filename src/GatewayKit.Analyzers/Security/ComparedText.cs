using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Security;

/// <summary>Classifies the operands of a comparison: text or bytes, secret, or from the request.</summary>
internal sealed class ComparedText(PluginProject project)
{
    private readonly INamedTypeSymbol? _secret = project.Find("GatewayKit.SecretAttribute");
    private readonly INamedTypeSymbol? _values = project.Find("Microsoft.Extensions.Primitives.StringValues");
    private readonly ImmutableHashSet<INamedTypeSymbol> _spans =
        project.FindAll("System.Span`1", "System.ReadOnlySpan`1", "System.Memory`1", "System.ReadOnlyMemory`1");

    private readonly ImmutableHashSet<INamedTypeSymbol> _request = project.FindAll("Microsoft.AspNetCore.Http.HttpRequest",
        "Microsoft.AspNetCore.Http.IHeaderDictionary",
        "Microsoft.AspNetCore.Http.IQueryCollection", "Microsoft.AspNetCore.Http.IFormCollection",
        "Microsoft.AspNetCore.Http.IRequestCookieCollection", "Microsoft.Extensions.Primitives.StringValues");

    /// <summary>Returns whether an operand is text or bytes that a sender could choose. Constants don't count.</summary>
    public bool IsText(IOperation operand)
    {
        var value = operand.Unconverted();
        return !value.ConstantValue.HasValue && value.Named() is not IFieldSymbol { Name: nameof(string.Empty) } && value.Type switch
        {
            { SpecialType: SpecialType.System_String } => true,
            IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char } => true,
            INamedTypeSymbol { IsGenericType: true } span => _spans.Contains(span.OriginalDefinition)
                && span.TypeArguments[0].SpecialType is SpecialType.System_Byte or SpecialType.System_Char,
            var type => type.Is(_values),
        };
    }

    /// <summary>Finds the operand that is a secret.</summary>
    /// <returns>The name of the secret; <c>null</c> if neither operand is a secret.</returns>
    public string? FindSecret(IOperation left, IOperation right)
        => FindSure(left) ?? FindSure(right)
        ?? (FindPossible(left) is { } first && (FindPossible(right) is not null || IsFromRequest(right) || IsFromRequest(left))
            ? first
            : null)
        ?? (FindPossible(right) is { } second && IsFromRequest(left) ? second : null);

    private string? FindSure(IOperation side)
        => Source(side) is { } symbol
            && (SecretNames.IsSecret(symbol.Name) || symbol.GetAttributes().Any(a => a.AttributeClass.Is(_secret))) ? symbol.Name : null;

    private static string? FindPossible(IOperation side)
        => Source(side) is { } symbol && SecretNames.IsPossibly(symbol.Name) ? symbol.Name : null;

    // The variable or member that holds the text, before it was sliced or converted to bytes or a span.
    private static ISymbol? Source(IOperation side)
    {
        var value = side.Unconverted();
        while (value is IInvocationOperation call && (call.Instance ?? call.Arguments.LastOrDefault()?.Value) is { } inner
            && call.TargetMethod.Name is "AsSpan" or "Trim" or "ToLowerInvariant" or "ToUpperInvariant" or "ToString" or "GetBytes")
            value = (call.TargetMethod.Name == "GetBytes" ? call.Arguments[0].Value : inner).Unconverted();
        return value.Named();
    }

    // Read from the request, or a local that was.
    private bool IsFromRequest(IOperation side)
    {
        var value = side.Unconverted();
        if (value is ILocalReferenceOperation local)
        {
            return side.Root().Descendants().OfType<IVariableDeclaratorOperation>()
                .Any(d => d.Symbol.Is(local.Local) && d.GetVariableInitializer() is { } initializer && Reads(initializer.Value));
        }

        return Reads(value);
    }

    private bool Reads(IOperation value)
        => value.DescendantsAndSelf().Any(o => o.Type is INamedTypeSymbol type && _request.Contains(type));
}
