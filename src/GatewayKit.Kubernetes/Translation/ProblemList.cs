namespace GatewayKit.Kubernetes.Translation;

/// <summary>Collects problems of one condition: the reason is that of the first one, the message has all of them.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public void Add(string reason, string message) => _problems.Add(new Problem(reason, message));

    public void Add(Problem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
    }

    /// <summary>Returns all problems as one, or null if there is none.</summary>
    public Problem? ToProblem()
    {
        if (_problems.Count == 0)
            return null;
        return new Problem(
            _problems[0].Reason, Conditions.Bounded(string.Join(' ', _problems.Select(problem => problem.Message).Distinct())));
    }
}
