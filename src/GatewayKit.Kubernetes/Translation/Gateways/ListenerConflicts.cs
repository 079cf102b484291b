namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>
/// Finds listeners that can't be told apart. Of the listeners of one resource, none wins: all that conflict are rejected. Between
/// resources, those of the Gateway win over those of its ListenerSets, and those of older ListenerSets over those of newer ones.
/// </summary>
internal static class ListenerConflicts
{
    /// <summary>Marks the conflicts of the listeners of one resource.</summary>
    /// <param name="drafts">The listeners.</param>
    /// <param name="claims">The claims of resources that take precedence, to which those of these listeners are added.</param>
    public static void Mark(IReadOnlyList<ListenerDraft> drafts, PortClaims claims)
    {
        var remaining = new List<ListenerDraft>();
        foreach (var draft in drafts.Where(draft => draft.Protocol is not null))
        {
            if (claims.ConflictOf(draft) is { } reason)
                draft.Conflict = Problem(draft, reason, "another resource");
            else
                remaining.Add(draft);
        }

        foreach (var port in remaining.GroupBy(draft => draft.Spec.Port))
            MarkAmong([.. port]);
        foreach (var draft in remaining)
            claims.Add(draft);
    }

    private static void MarkAmong(IReadOnlyList<ListenerDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            var reason = drafts.Where(other => other != draft).Select(other => PortClaims.ConflictOf(draft, other)).FirstOrDefault(Exists);
            if (reason is not null)
                draft.Conflict = Problem(draft, reason, "the same resource");
        }
    }

    private static bool Exists(string? reason) => reason is not null;

    private static Problem Problem(ListenerDraft draft, string reason, string whose) => new(reason, reason == "ProtocolConflict"
        ? $"A listener of {whose} has the port {draft.Spec.Port} with a protocol that can't share it."
        : $"A listener of {whose} has the port {draft.Spec.Port} with the same hostname.");
}
