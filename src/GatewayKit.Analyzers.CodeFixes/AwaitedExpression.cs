using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GatewayKit.Analyzers;

/// <summary>Finds the expression to await instead of a blocking call.</summary>
internal static class AwaitedExpression
{
    /// <summary>Finds the expression.</summary>
    /// <returns>The expression; <c>null</c> if there is no obvious replacement.</returns>
    public static ExpressionSyntax? Of(ExpressionSyntax call, SemanticModel model, SyntaxGenerator generator) => call switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } invocation
            => Of(method, invocation.ArgumentList.Arguments, model, generator, call.SpanStart),
        _ => null,
    };

    private static ExpressionSyntax? Of(MemberAccessExpressionSyntax method,
        SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model, SyntaxGenerator generator, int position)
        => (method.Name.Identifier.ValueText, ContainingType(method, model)) switch
        {
            ("GetResult", _)
                => method.Expression is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } getAwaiter,
                }
                    ? getAwaiter.Expression : null,
            ("Wait", "Task") when arguments.Count == 0 => method.Expression,
            ("Wait", "Task") => Call(method.Expression, "WaitAsync", arguments),
            ("Wait", "SemaphoreSlim") => Call(method.Expression, "WaitAsync", arguments),
            ("WaitAll", "Task") => Call(method.Expression, "WhenAll", arguments),
            ("Send", "HttpClient") => Call(method.Expression, "SendAsync", arguments),
            ("Sleep", "Thread") => Call((ExpressionSyntax)FrameworkType.Name("System.Threading.Tasks.Task", generator, model),
                "Delay", WithCancellation(arguments, model, position)),
            _ => null,
        };

    private static string? ContainingType(MemberAccessExpressionSyntax method, SemanticModel model)
        => model.GetSymbolInfo(method).Symbol?.ContainingType.Name;

    private static InvocationExpressionSyntax Call(ExpressionSyntax target, string method, SeparatedSyntaxList<ArgumentSyntax> arguments)
        => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, target.WithoutTrivia(), SyntaxFactory.IdentifierName(method)),
            SyntaxFactory.ArgumentList(arguments));

    // Cancels the delay with the exchange if an exchange is in scope.
    private static SeparatedSyntaxList<ArgumentSyntax> WithCancellation(
        SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model, int position)
    {
        var exchange = model.LookupSymbols(position).OfType<IParameterSymbol>().FirstOrDefault(p => p.Type.Name == "GatewayContext");
        return exchange is null ? arguments
            : SyntaxFactory.SeparatedList(
                [.. arguments, SyntaxFactory.Argument(SyntaxFactory.ParseExpression(exchange.Name + ".CancellationToken"))]);
    }
}
