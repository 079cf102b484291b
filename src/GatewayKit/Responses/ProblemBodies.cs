using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Responses;

/// <summary>The configured bodies for problems, rendered once.</summary>
internal sealed class ProblemBodies
{
    /// <summary>An instance without bodies: every problem keeps its document.</summary>
    public static readonly ProblemBodies None = new([]);

    private const int First = 400;
    private const int Last = 599;

    private readonly ProblemContent?[] _byStatus;

    private ProblemBodies(ProblemContent?[] byStatus) => _byStatus = byStatus;

    /// <summary>Renders the bodies of a configuration.</summary>
    public static ProblemBodies Compile(ImmutableDictionary<string, ProblemBody> bodies, ConfigErrors errors)
    {
        if (bodies.IsEmpty)
            return None;

        var byStatus = new ProblemContent?[Last - First + 1];
        foreach (var (key, body) in bodies)
        {
            if (key.Length == 3 && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= First
                and <= Last)
                byStatus[status - First] = new ProblemContent(body);
            else
                errors.Add("problems",
                    $"{DisplayText.Text(key)} isn't the status of an error; it must be a number from {First} to {Last}.", body.Location);
        }

        return new ProblemBodies(byStatus);
    }

    /// <summary>Finds the body that replaces a response's own.</summary>
    /// <returns>The body; null if the response keeps its own because it isn't a problem,
    /// or because no body is configured for its status.</returns>
    public ProblemContent? Find(GatewayResponse answer)
        => _byStatus.Length > 0 && answer.IsProblem ? _byStatus[answer.Status - First] : null;
}
