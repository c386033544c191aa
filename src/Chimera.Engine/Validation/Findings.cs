using System.Collections;

namespace Chimera.Engine.Validation;

/// <summary>Collects findings, so that a person sees all of them at once.</summary>
public sealed class Findings : IReadOnlyCollection<Finding>
{
    private readonly List<Finding> _all = [];

    public int Count => _all.Count;

    public bool HasErrors => _all.Exists(finding => finding.Severity == Severity.Error);

    public void Add(Finding finding) => _all.Add(finding);

    public void AddRange(IEnumerable<Finding> findings) => _all.AddRange(findings);

    public IEnumerator<Finding> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
