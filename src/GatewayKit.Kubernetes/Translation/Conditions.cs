using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>Creates conditions.</summary>
internal static class Conditions
{
    /// <summary>The maximum length of a message. An API server rejects the whole status if one has more than 32,768 characters.</summary>
    private const int LongestMessage = 4096;

    /// <summary>Returns a condition that is true unless there is a problem.</summary>
    /// <param name="type">The type, such as <c>Accepted</c>.</param>
    /// <param name="generation">The generation of the resource.</param>
    /// <param name="problem">The problem, if any.</param>
    /// <param name="reason">The reason without a problem; null for the type.</param>
    public static Condition Of(string type, long? generation, Problem? problem, string? reason = null) => new()
    {
        Type = type,
        Status = problem is null ? "True" : "False",
        Reason = problem?.Reason ?? reason ?? type,
        Message = Bounded(problem?.Message ?? ""),
        ObservedGeneration = generation,
    };

    /// <summary>Returns a condition that is true because of a problem, such as <c>Conflicted</c>.</summary>
    public static Condition Because(string type, long? generation, Problem problem)
        => Of(type, generation, problem) with { Status = "True" };

    /// <summary>Returns a message that isn't too long. A character of two parts isn't split, because the API server would replace the
    /// first part, and the status would differ from the wanted one forever.</summary>
    public static string Bounded(string message)
        => message.Length <= LongestMessage ? message
            : message[..(LongestMessage - (char.IsHighSurrogate(message[LongestMessage - 2]) ? 2 : 1))] + "…";
}
