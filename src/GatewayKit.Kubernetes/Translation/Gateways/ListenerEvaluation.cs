using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Evaluates a listener by itself: its protocol, kinds of routes and TLS.</summary>
internal static class ListenerEvaluation
{
    public static void Evaluate(ListenerDraft draft, ClientValidations validations, Lookups lookups)
    {
        if (draft.Protocol is not { } protocol)
        {
            draft.Rejection = new Problem(
                "UnsupportedProtocol",
                $"The protocol '{draft.Spec.Protocol}' isn't supported; use HTTP, HTTPS, TLS or TCP.");
            return;
        }

        if (draft.Host is { } host && !HostPatterns.IsValid(host))
        {
            draft.Rejection = new Problem("UnsupportedValue", $"'{host}' isn't a valid host name.");
            return;
        }

        var problems = new ProblemList();
        draft.Kinds = Kinds(draft.Spec.AllowedRoutes, protocol, problems);
        if (draft.HasTls)
            EvaluateTls(draft, validations, problems, lookups);
        draft.Unresolved = problems.ToProblem();
    }

    private static RouteKinds Kinds(AllowedRoutes? allowed, ListenerProtocol protocol, ProblemList problems)
    {
        var supported = RouteKindNames.Of(protocol);
        if (allowed is null || allowed.Kinds.IsDefaultOrEmpty)
            return supported;

        var kinds = RouteKinds.None;
        foreach (var name in allowed.Kinds)
        {
            var kind = RouteKindNames.Of(name) & supported;
            kinds |= kind;
            if (kind == RouteKinds.None)
                problems.Add("InvalidRouteKinds", $"Listeners with this protocol don't support routes of the kind '{name.Kind}'.");
        }

        return kinds;
    }

    private static void EvaluateTls(ListenerDraft draft, ClientValidations validations, ProblemList problems, Lookups lookups)
    {
        if (draft.Spec.Tls?.Mode is { } mode and not ("Terminate" or "Passthrough"))
        {
            draft.Rejection = new Problem("UnsupportedValue", $"The TLS mode '{mode}' isn't supported; use Terminate or Passthrough.");
            return;
        }

        if (draft.IsPassthrough)
        {
            if (draft.Protocol == ListenerProtocol.Tls)
                draft.Tls = new ListenerTls { IsPassthrough = true };
            else
                draft.Rejection = new Problem("UnsupportedValue", "An HTTPS listener can't pass TLS on; use the protocol TLS.");
            return;
        }

        var validation = draft.Protocol == ListenerProtocol.Https ? validations.Of(draft.Spec.Port) : ClientValidation.None;
        var (certificates, problem) = ListenerCertificates.Of(draft, lookups);
        problems.Add(validation.Unresolved);
        problems.Add(problem);
        draft.Rejection = validation.Rejection ?? ListenerOptions.ProblemOf(draft.Spec.Tls);
        if (!certificates.IsEmpty)
        {
            draft.Tls = new ListenerTls
            {
                Certificates = certificates,
                ClientCertificates = validation.Certificates
                    ?? (draft.Protocol == ListenerProtocol.Https ? ListenerOptions.Of(draft.Spec.Tls) : null),
            };
        }
    }
}
