namespace GatewayKit.Expressions;

/// <summary>The names and functions that an expression can use.</summary>
internal sealed class ExpressionVocabulary
{
    private readonly Dictionary<string, Term> _names;
    private readonly Dictionary<string, Func<Term[], Term?>> _functions;

    private ExpressionVocabulary(Dictionary<string, Term> names, Dictionary<string, Func<Term[], Term?>> functions)
        => (_names, _functions) = (names, functions);

    /// <summary>Gets those of a request and its caller.</summary>
    public static ExpressionVocabulary Request { get; } = new(RequestNames.All, RequestFunctions.All);

    /// <summary>Gets those of a request, its caller and its response.</summary>
    public static ExpressionVocabulary Response { get; } = new(
        With(RequestNames.All, ResponseNames.All), With(RequestFunctions.All, ResponseFunctions.All));

    /// <exception cref="ExpressionException">The name isn't known.</exception>
    public Term Find(string name) => _names.TryGetValue(name, out var term)
        ? term
        : throw new ExpressionException($"'{name}' isn't known. Names: {string.Join(", ", _names.Keys)}. Write texts in quotes.");

    /// <exception cref="ExpressionException">The function isn't known, or doesn't accept the arguments.</exception>
    public Term Call(string name, Term[] arguments)
        => !_functions.TryGetValue(name, out var create)
            ? throw new ExpressionException($"the function '{name}' isn't known. Functions: {string.Join(", ", _functions.Keys)}.")
            : create(arguments)
                ?? throw new ExpressionException($"the function '{name}' doesn't accept {Describe(arguments)}; see the plugin's README.");

    private static string Describe(Term[] arguments)
        => arguments.Length == 0 ? "no arguments" : string.Join(" and ", arguments.Select(argument => argument.Kind));

    private static Dictionary<string, T> With<T>(Dictionary<string, T> some, Dictionary<string, T> others)
        => new(some.Concat(others), StringComparer.Ordinal);
}
