using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Fleet.Tests.Declaration;

public sealed class HostSpecDocumentTests
{
    private static readonly Gen<string> Text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get);
    private static readonly Gen<string?> MaybeText = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text));
    private static readonly Gen<bool> Flag = Gen.Elements(true, false);
    private static readonly Gen<ProbeOrigin> Origin = Gen.Elements(ProbeOrigin.Host, ProbeOrigin.Controller);
    private static readonly Gen<TimeSpan> Span = Gen.Choose(0, int.MaxValue).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds));

    private static readonly Gen<HostAccess> Access =
        from address in Text
        from port in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 65_535).Select(port => (int?)port))
        from user in MaybeText
        from sudo in Flag
        from keys in Gen.Elements(HostKeyPolicy.Strict, HostKeyPolicy.AcceptNew)
        from config in MaybeText
        from timeout in Span
        select new HostAccess(address, port, user, sudo, keys, config, timeout);

    private static readonly Gen<SystemSource> Source = Gen.OneOf(
        Text.Select(SystemSource (text) => new SystemSource.Flake(text)),
        Text.SelectMany(file => Text.Select(SystemSource (attribute) => new SystemSource.Expression(file, attribute))),
        Text.Select(SystemSource (text) => new SystemSource.StorePath(text)));

    private static readonly Gen<HealthCheck> Check =
        from text in Text
        from number in Gen.Choose(1, 65_535)
        from origin in Origin
        from timeout in Span
        from check in Gen.Elements<HealthCheck>(
            new HealthCheck.Command(text, timeout),
            new HealthCheck.Tcp(number, origin, timeout),
            new HealthCheck.Http(text, number, origin, timeout),
            new HealthCheck.Unit(text, timeout))
        select check;

    private static readonly Gen<HostSpec> Spec =
        from access in Access
        from source in Source
        from profile in Text
        from checks in Check.ArrayOf()
        from substitute in Flag
        from proof in Gen.Elements(LoginProof.First, LoginProof.Every)
        select new HostSpec(access, source, profile, [.. checks], substitute) { ProveLogin = proof };

    [Fact]
    public void A_spec_of_before_there_was_a_choice_proves_the_login_by_default()
    {
        var document = HostSpecDocument.Write(new HostSpec(
            new HostAccess("web1", null, null, false, HostKeyPolicy.Strict, null, TimeSpan.FromSeconds(10)), new SystemSource.StorePath("/nix/store/x"), "/p", [], false)
        {
            ProveLogin = LoginProof.Every,
        });
        Assert.Equal(LoginProof.Every, HostSpecDocument.Read(document).ProveLogin);
        document.Remove("proveLogin");
        Assert.Equal(LoginProof.First, HostSpecDocument.Read(document).ProveLogin);
        document["proveLogin"] = "never";
        Assert.Throws<FormatException>(() => HostSpecDocument.Read(document));
    }

    [Fact]
    public void A_spec_comes_back_from_its_document_whole() => Prop.ForAll(Spec.ToArbitrary(), spec =>
    {
        var text = HostSpecDocument.Write(spec).ToJsonString();
        var back = HostSpecDocument.Read(JsonNode.Parse(text)!.AsObject());
        return back with { Checks = [] } == spec with { Checks = [] } && back.Checks.SequenceEqual(spec.Checks);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_document_comes_back_from_its_spec_whole() => Prop.ForAll(Spec.ToArbitrary(), spec =>
    {
        var document = HostSpecDocument.Write(spec);
        return CanonicalJson.WriteText(document) == CanonicalJson.WriteText(HostSpecDocument.Write(HostSpecDocument.Read(document)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access": [], "system": {}, "profile": "", "checks": [], "substitute": true}""")]
    [InlineData("""{"access": {"address": "a", "sudo": false, "hostKeys": "any", "connectTimeoutMs": 1}, "system": {}, "profile": "", "checks": [], "substitute": true}""")]
    public void What_is_no_spec_is_refused(string json) =>
        Assert.Throws<FormatException>(() => HostSpecDocument.Read(JsonNode.Parse(json)!.AsObject()));

    [Theory]
    [InlineData("{}", "this is no host spec: 'access' is missing")]
    [InlineData("""{"access": {"address": "a", "port": 8e9}}""", "this is no host spec: this is no access to a host: 'port' is no whole number of 32 bits")]
    [InlineData("""{"access": {"address": "a", "sudo": false, "hostKeys": "any"}}""", "this is no host spec: this is no access to a host: 'any' is no host key policy")]
    public void What_is_no_spec_is_told_by_the_member(string json, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => HostSpecDocument.Read(JsonNode.Parse(json)!.AsObject())).Message);
}
