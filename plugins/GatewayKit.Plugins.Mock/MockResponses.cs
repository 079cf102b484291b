using System.Collections.Frozen;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Mocking;

namespace GatewayKit.Plugins.Mock;

/// <summary>Converts a mock's response for the gateway's pipeline.</summary>
internal static class MockResponses
{
    /// <summary>Recorded headers that describe another connection.</summary>
    private static readonly FrozenSet<string> s_framing = FrozenSet.ToFrozenSet(
        ["Connection", "Content-Length", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade"], StringComparer.OrdinalIgnoreCase);

    public static GatewayResponse Describe(MockAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            var described = GatewayResponse.Problem(problem.Status, problem.Title, problem.Detail, problem.Type);
            if (problem.Validation() is { } validation)
                described = described.WithProblemMember("validation", validation);
            return Add(described, problem.Headers).WithHeader(MockedResponse.Header, MockedResponse.True);
        }

        return Describe(answer.Response);
    }

    public static GatewayResponse Describe(ApiResponse response)
        => Add(new GatewayResponse(response.Status), response.Headers)
            .WithHeader(MockedResponse.Header, MockedResponse.True)
            .WithBody(response.Body, response.ContentType);

    /// <summary>Adds the parts that are specific to one request.</summary>
    public static GatewayResponse AddFields(GatewayResponse response, MockAnswer answer)
    {
        if (answer.PreferenceApplied is { } applied)
            response = response.WithHeader("Preference-Applied", applied);
        return answer.Violations is { } violations ? response.WithHeader("Gateway-Violations", violations) : response;
    }

    private static GatewayResponse Add(GatewayResponse response, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!s_framing.Contains(name))
                response = response.WithHeader(name, value);
        }

        return response;
    }
}
