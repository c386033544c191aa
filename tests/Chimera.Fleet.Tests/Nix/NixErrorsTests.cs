using Chimera.Engine.Truth;
using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class NixErrorsTests
{
    // As Nix 2.8 writes with --show-trace.
    private const string Old = """
        warning: Git tree '/srv/infra' is dirty
        error: deep

               … while evaluating 'f'

               at /srv/infra/deep.nix:1:9:

                    1| let f = x:
                     |         ^
                    2|   if x == 0 then throw "deep"

               … from call site

               at /srv/infra/deep.nix:4:24:
        (use '--show-trace' to show detailed location information)
        """;

    // As Nix from 2.19 on writes (its tests/functional/lang/eval-fail-missing-arg.err.exp), with colours.
    private static readonly string New = """
        error:
               … from call site
                 at /pwd/lang/eval-fail-missing-arg.nix:1:1:
                    1| (
                     | ^
                    2|   {

               error: function 'anonymous lambda' called without required argument '{ESC}[35;1my{ESC}[0m'
               at /pwd/lang/eval-fail-missing-arg.nix:2:3:
                    1| (
                    2|   {
                     |   ^
        """.Replace("{ESC}", "\e", StringComparison.Ordinal);

    // eval-fail-abort.err.exp of the same.
    private const string NewWithoutPlace = """
        error:
               … while evaluating the attribute 'x'
                 at /pwd/flake.nix:3:4:

               … while calling the 'abort' builtin
                 at /pwd/lang/eval-fail-abort.nix:1:14:
                    1| if true then abort "this should fail" else 1
                     |              ^

               error: evaluation aborted with the following error message: 'this should fail'
        """;

    private const string Assertions = """
        error:
               … while calling the 'head' builtin
                 at /nix/store/aaaa-source/lib/attrsets.nix:1534:13:

               error:
               Failed assertions:
               - The 'fileSystems' option does not specify your root file system.
               - You must set the option 'boot.loader.grub.devices'.
        """;

    [Fact]
    public void The_old_form_has_the_error_first_and_its_place_behind_it()
    {
        Assert.Equal("deep", NixErrors.MessageOf(Old));
        Assert.Equal(new Place("/srv/infra/deep.nix", 1, 9), NixErrors.PlaceOf(Old));
    }

    [Fact]
    public void The_new_form_has_the_error_last()
    {
        Assert.Equal("function 'anonymous lambda' called without required argument 'y'", NixErrors.MessageOf(New));
        Assert.Equal(new Place("/pwd/lang/eval-fail-missing-arg.nix", 2, 3), NixErrors.PlaceOf(New));
    }

    [Fact]
    public void An_error_without_a_place_stands_where_the_trace_came_last()
    {
        Assert.Equal("evaluation aborted with the following error message: 'this should fail'", NixErrors.MessageOf(NewWithoutPlace));
        Assert.Equal(new Place("/pwd/lang/eval-fail-abort.nix", 1, 14), NixErrors.PlaceOf(NewWithoutPlace));
    }

    [Fact]
    public void Failed_assertions_of_a_system_are_all_said() =>
        Assert.Equal(
            "Failed assertions: - The 'fileSystems' option does not specify your root file system. - You must set the option 'boot.loader.grub.devices'.",
            NixErrors.MessageOf(Assertions));

    [Theory]
    [InlineData("terminate called after throwing\n  what():  \e[31;1merror:\e[0m getting status\n", "what():  error: getting status")]
    [InlineData("", "Nix did not say why")]
    public void Without_an_error_line_the_last_line_is_the_message(string stderr, string message)
    {
        Assert.Equal(message, NixErrors.MessageOf(stderr));
        Assert.Null(NixErrors.PlaceOf(stderr));
    }

    [Theory]
    [InlineData("error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': No such file or directory", true)]
    [InlineData("error: could not set permissions on '/nix/var/nix/profiles/per-user' to 755: Operation not permitted", true)]
    [InlineData("error: opening lock file '/nix/store/x.lock': Read-only file system", false)]
    [InlineData("cp: cannot create '/nix/store/abc-x/y': Permission denied\nerror: builder for '/nix/store/abc-x.drv' failed with exit code 1", false)]
    public void Trouble_with_the_store_is_told_from_trouble_with_the_build(string stderr, bool trouble) =>
        Assert.Equal(trouble, NixErrors.StoreTrouble(stderr) is not null);
}
