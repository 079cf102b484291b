using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers;

internal static class OperationExtensions
{
    /// <summary>Returns the operand without the conversions that the compiler added.</summary>
    public static IOperation Unconverted(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { Conversion.IsUserDefined: false } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    operation = parentheses.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Returns the first parent that isn't a conversion.</summary>
    public static IOperation? Consumer(this IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
            parent = parent.Parent;
        return parent;
    }

    /// <summary>Returns the local, parameter, field or property that an expression names; <c>null</c> for any other expression.</summary>
    public static ISymbol? Named(this IOperation? operation) => operation?.Unconverted() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };

    /// <summary>Returns the lambda or local function that contains an operation; <c>null</c> if the member contains it directly.</summary>
    public static IMethodSymbol? InnerFunction(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
                return lambda.Symbol;
            if (current is ILocalFunctionOperation local)
                return local.Symbol;
        }

        return null;
    }

    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    public static bool Is(this ISymbol? symbol, ISymbol? other)
        => symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);
}
