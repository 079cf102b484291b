namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Collects the problems of one condition.</summary>
internal sealed class RouteProblems
{
    private readonly List<Problem> _problems = [];

    /// <summary>The first reason with all messages; null without a problem.</summary>
    public Problem? All => _problems.Count == 0 ? null
        : _problems[0] with { Message = string.Join(" ", _problems.Select(problem => problem.Message)) };

    public int Count => _problems.Count;

    public void Add(Problem? problem)
    {
        if (problem is not null && !_problems.Contains(problem))
            _problems.Add(problem);
    }
}
